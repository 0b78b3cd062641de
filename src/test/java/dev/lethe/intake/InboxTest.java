package dev.lethe.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.request.UnreadableFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InboxTest {

  private Path home;
  private Inbox inbox;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    home = folder;
    inbox = new Inbox(home);
    inbox.prepare();
  }

  @Test
  void theFoldersThatPeopleExpectAreThere() {
    assertThat(inbox.folder()).isEqualTo(home.resolve("inbox")).isAbsolute();
    assertThat(home.resolve("inbox/.done")).isDirectory();
    assertThat(home.resolve("inbox/.rejected")).isDirectory();
  }

  @Test
  void aRejectedFileHasItsReasonBesideIt() throws IOException {
    String target =
        inbox.rejected("leavers.csv", new UnreadableFileException("The file is empty."));

    assertThat(target).isEqualTo(path("inbox/.rejected/leavers.csv"));
    assertThat(home.resolve("inbox/.rejected/leavers.csv.reason.txt"))
        .hasContent("The file is empty.");
  }

  @Test
  void theReasonIsTheReadersWhoeverWrappedIt() throws IOException {
    UnreadableFileException problem = new UnreadableFileException("The file is empty.");

    inbox.rejected(
        "leavers.csv", new IllegalStateException("Oh.", new UncheckedIOException(problem)));

    assertThat(home.resolve("inbox/.rejected/leavers.csv.reason.txt"))
        .hasContent("The file is empty.");
  }

  @Test
  void aFileOfAVendorsFolderKeepsItsFolder() throws IOException {
    String target =
        inbox.rejected("tencent-im/leavers.txt", new UnreadableFileException("The file is empty."));

    assertThat(target).isEqualTo(path("inbox/.rejected/tencent-im/leavers.txt"));
    assertThat(home.resolve("inbox/.rejected/tencent-im/leavers.txt.reason.txt")).exists();
  }

  @Test
  void anOlderFileOfTheSameNameStaysWhatItIs() throws IOException {
    for (String expected : new String[] {"leavers.csv", "leavers-2.csv", "leavers-3.csv"}) {
      String target = inbox.rejected("leavers.csv", new UnreadableFileException("For " + expected));
      Files.writeString(Path.of(target), expected);

      assertThat(target).isEqualTo(path("inbox/.rejected/" + expected));
    }

    assertThat(home.resolve("inbox/.rejected/leavers.csv")).hasContent("leavers.csv");
    assertThat(home.resolve("inbox/.rejected/leavers.csv.reason.txt"))
        .hasContent("For leavers.csv");
    assertThat(home.resolve("inbox/.rejected/leavers-2.csv.reason.txt"))
        .hasContent("For leavers-2.csv");
  }

  @Test
  void aFileThatIsCalledLikeTheReasonOfAnotherIsNotWrittenOver() throws IOException {
    String first = inbox.rejected("a.csv.reason.txt", new UnreadableFileException("It is odd."));
    Files.writeString(Path.of(first), "content");

    String second = inbox.rejected("a.csv", new UnreadableFileException("The file is empty."));

    assertThat(Path.of(first)).hasContent("content");
    assertThat(Path.of(second + ".reason.txt")).hasContent("The file is empty.");
  }

  private String path(String below) {
    return home.resolve(below).toString();
  }
}
