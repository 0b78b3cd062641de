package dev.lethe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReceiptKeysTest {
  private Path folder;
  private Path file;
  private ReceiptKeys keys;

  @BeforeEach
  void home(@TempDir Path home) {
    folder = home.resolve("keys");
    file = folder.resolve("receipts.key.pem");
    keys = ReceiptKeys.below(home);
  }

  @Test
  void theFirstStartMakesAKeyThatItsOwnerMayReadOnly() throws IOException {
    SigningKey key = keys.signing(false);

    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
    assertThat(PosixFilePermissions.toString(rights)).isEqualTo("r--------");
    assertThat(folder.resolve("receipts-" + key.id() + ".pub.pem"))
        .content()
        .startsWith("-----BEGIN PUBLIC KEY-----\n")
        .endsWith("-----END PUBLIC KEY-----\n");
    assertThat(key).hasToString("SigningKey[" + key.id() + "]");
    assertThat(keys.signing(true).id()).isEqualTo(key.id());
    assertThat(keys.signing(false).id()).isEqualTo(key.id());
  }

  @Test
  void aMissingKeyIsNotReplacedOnceThereAreReceipts() throws IOException {
    SigningKey key = keys.signing(false);
    Files.delete(file);

    assertThatThrownBy(() -> keys.signing(true))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("receipts.key.pem is missing")
        .hasMessageContaining("No new key was made")
        .hasMessageContaining("rotate-key");

    assertThat(file).doesNotExist();
    assertThat(keys.verifying(key.id())).isPresent();
  }

  @Test
  void aKeyThatCannotBeReadIsNotReplaced() throws IOException {
    Files.createDirectories(file);
    assertThatThrownBy(() -> keys.signing(false))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("cannot be read");
    Files.delete(file);

    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(() -> keys.signing(false))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("is not a private Ed25519 key")
        .hasMessageContaining("No new key was made");
    assertThat(file).content().contains("AAAA");
  }

  @Test
  void aKeyWithoutItsPublicOneIsTold() throws IOException {
    SigningKey key = keys.signing(false);
    Files.delete(folder.resolve("receipts-" + key.id() + ".pub.pem"));

    assertThatThrownBy(() -> keys.signing(true))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("public key");
  }

  @Test
  void aNewKeyLeavesThePublicOneOfTheOld() throws IOException {
    SigningKey old = keys.signing(false);

    SigningKey next = keys.rotate();

    assertThat(next.id()).isNotEqualTo(old.id());
    assertThat(keys.signing(true).id()).isEqualTo(next.id());
    assertThat(keys.verifying(old.id())).isPresent();
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).hasSize(3);
    }
  }

  @Test
  void aPublicKeyUnderAnotherOnesNameIsNotTaken() throws IOException {
    SigningKey old = keys.signing(false);
    SigningKey next = keys.rotate();
    Files.copy(
        folder.resolve(ReceiptKeys.publicName(next.id())),
        folder.resolve(ReceiptKeys.publicName("0123456789abcdef")));

    assertThat(keys.verifying("0123456789abcdef")).isEmpty();
    assertThat(keys.verifying("../" + old.id())).isEmpty();
  }
}
