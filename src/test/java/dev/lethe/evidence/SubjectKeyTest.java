package dev.lethe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubjectKeyTest {
  private Path home;
  private Path file;

  @BeforeEach
  void home(@TempDir Path folder) {
    home = folder;
    file = home.resolve("keys/subjects.key");
  }

  @Test
  void hashesLaneAndSubjectWithANulBetween() throws IOException {
    Files.createDirectories(home.resolve("keys"));
    Files.writeString(file, "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n");
    SubjectKey key = SubjectKey.below(home, true);

    // printf 'yunke\0zhang.wei' | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(cat subjects.key)
    assertThat(key.subject("yunke", "zhang.wei"))
        .isEqualTo("7f21cb22f1c36ab0aa4471f877931af528a5f7174a49b457f765e49e291e29ee");
    assertThat(key.reference("yunke", "ticket 7"))
        .isEqualTo("b07a10e137f84de6a3ea94e7f1760ed1e3444e7bc9ed1263dd677b3d6dea6ab7");
    assertThat(key.vendor("云客"))
        .isEqualTo("4c2cdbb84db60f4930750a02ec8840ccfacb5ef40c3ce1dc5206985c339bed43");
  }

  @Test
  void aSubjectAndAReferenceOfTheSameTextHaveDifferentNames() {
    SubjectKey key = SubjectKey.below(home, false);

    assertThat(key.subject("yunke", "x"))
        .isNotEqualTo(key.reference("yunke", "x"))
        .isNotEqualTo(key.subject("digelao", "x"))
        .isEqualTo(SubjectKey.below(home, true).subject("yunke", "x"));
  }

  @Test
  void aMissingKeyIsNotReplacedOnceItWasUsed() {
    assertThatThrownBy(() -> SubjectKey.below(home, true))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("subjects.key is missing")
        .hasMessageContaining("No new key was made");

    assertThat(file).doesNotExist();
    assertThat(SubjectKey.find(home)).isEmpty();
  }

  @Test
  void aDamagedKeyIsToldAndNotShown() throws IOException {
    Files.createDirectories(home.resolve("keys"));
    Files.writeString(file, "c0ffee");

    assertThatThrownBy(() -> SubjectKey.below(home, false))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("64 hex digits")
        .hasMessageNotContaining("c0ffee");
  }
}
