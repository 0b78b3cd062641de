package dev.lethe.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.StubOperations.Content;
import dev.lethe.client.Credentials;
import dev.lethe.client.RemoteOperations;
import dev.lethe.operate.Submission;
import dev.lethe.operate.Submitted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upload that is larger than all the memory of the process that takes it. */
@Tag("soak")
final class UploadSoakTest {
  private static final long SIZE = 100L << 20;

  private final Path home;

  UploadSoakTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void a_hundred_megabytes_are_taken_by_a_process_of_sixty_four() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                UploadSoakTest.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader says = process.inputReader()) {
      RemoteOperations remote =
          new RemoteOperations(
              URI.create(after("address ", says)),
              Credentials.basic(ApiServer.WHO, ApiServer.WHO),
              Duration.ofSeconds(30),
              Duration.ofMinutes(5));

      Submitted submitted =
          remote.submit(new Submission("big.csv", null, null, null, "not sent"), letters(SIZE));

      process.outputWriter().append("\n").flush();
      assertThat(submitted).isEqualTo(new Submitted("big-00000000", false));
      assertThat(after("length ", says)).isEqualTo(Long.toString(SIZE));
    } finally {
      process.destroyForcibly();
    }
  }

  /** The process: says where it is, and after a line on its input how much it was handed. */
  public static void main(String[] home) throws IOException {
    StubOperations stub = new StubOperations();
    stub.answer("submit", new Submitted("big-00000000", false));
    try (ApiServer server = ApiServer.start(stub, Path.of(home[0]))) {
      System.out.println("address " + server.address());
      int line = System.in.read();
      Content content = (Content) stub.last().arguments().get(1);
      System.out.println("length " + (line < 0 ? "unknown" : content.length()));
    }
  }

  private static String after(String begin, BufferedReader says) throws IOException {
    return says.lines()
        .filter(line -> line.startsWith(begin))
        .findFirst()
        .map(line -> line.substring(begin.length()))
        .orElseThrow(() -> new IOException("the process ended without saying its " + begin));
  }

  private static InputStream letters(long size) {
    return new InputStream() {
      private long left = size;

      @Override
      public int read() {
        return left-- > 0 ? 'x' : -1;
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        int count = (int) Math.min(left, length);
        if (count <= 0) {
          return length == 0 ? 0 : -1;
        }
        Arrays.fill(into, offset, offset + count, (byte) 'x');
        left -= count;
        return count;
      }
    };
  }
}
