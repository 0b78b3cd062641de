package dev.lethe.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.evidence.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HashedOutputTest {
  private static final int PIECE = 1 << 18;

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE, 7 * PIECE + 123})
  void whatIsWrittenIsInTheFileAndInTheHash(int size) throws IOException {
    byte[] content = bytes(size);
    Path file = folder.resolve("file");

    String sha256;
    try (FileChannel channel = open(file);
        HashedOutput output = new HashedOutput(channel)) {
      Random random = new Random(size);
      for (int from = 0; from < size; ) {
        int part = Math.min(size - from, 1 + random.nextInt(100_000));
        output.write(content, from, part);
        from += part;
      }
      sha256 = output.finish();
    }

    assertThat(Files.readAllBytes(file)).isEqualTo(content);
    assertThat(sha256).isEqualTo(Digests.of(file));
  }

  @Test
  void aSingleByteIsWrittenToo() throws IOException {
    Path file = folder.resolve("file");

    try (FileChannel channel = open(file);
        HashedOutput output = new HashedOutput(channel)) {
      output.write(0xE9);
      output.finish();
    }

    assertThat(Files.readAllBytes(file)).containsExactly(0xE9);
  }

  @Test
  void aDiskThatFailsIsTold() throws IOException {
    FileChannel closed = open(folder.resolve("file"));
    closed.close();

    try (HashedOutput output = new HashedOutput(closed)) {
      assertThatExceptionOfType(ClosedChannelException.class)
          .isThrownBy(
              () -> {
                output.write(bytes(3 * PIECE), 0, 3 * PIECE);
                output.finish();
              });
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static byte[] bytes(int size) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
    Random random = new Random(1);
    while (bytes.size() < size) {
      bytes.write(random.nextInt());
    }
    return bytes.toByteArray();
  }
}
