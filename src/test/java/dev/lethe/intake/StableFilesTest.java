package dev.lethe.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StableFilesTest {

  private static final Duration STABLE = Duration.ofMillis(200);
  private static final FileTime TIME = FileTime.fromMillis(1_700_000_000_000L);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // it may overflow
  private Path inbox;
  private StableFiles files;

  @BeforeEach
  void open(@TempDir Path folder) {
    inbox = folder;
    files = new StableFiles(STABLE, new OpenFiles(inbox), nanos::get);
  }

  @Test
  void aFileIsTakenOnceItHasStoodStillForLongEnough() throws IOException {
    Path file = write("a.csv", "vendor,subject\n");

    assertThat(accept(file)).isFalse();
    advance(STABLE.minusNanos(1));
    assertThat(accept(file)).isFalse();
    advance(Duration.ofNanos(1));
    assertThat(accept(file)).isTrue();
    assertThat(accept(file)).isTrue();
  }

  @Test
  void aFileThatGrowsWaitsAnew() throws IOException {
    Path file = write("a.csv", "vendor,");
    accept(file);
    advance(STABLE);
    write("a.csv", "vendor,subject\n");

    assertThat(accept(file)).isFalse();
    advance(STABLE.minusNanos(1));
    assertThat(accept(file)).isFalse();
    advance(Duration.ofNanos(1));
    assertThat(accept(file)).isTrue();
  }

  @Test
  void aFileThatIsWrittenOverInTheSameSizeWaitsAnew() throws IOException {
    Path file = write("a.csv", "one");
    accept(file);
    advance(STABLE);
    write("a.csv", "two");
    Files.setLastModifiedTime(file, FileTime.fromMillis(TIME.toMillis() + 5_000));

    assertThat(accept(file)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.csv.part", "a.tmp", "a.csv.filepart", "A.PART", "a.TMP"})
  void aNameThatSaysNotYetIsLeftAlone(String name) throws IOException {
    Path file = write(name, "vendor,subject\n");
    accept(file);
    advance(Duration.ofHours(1));

    assertThat(accept(file)).isFalse();
  }

  @Test
  void aFileThatWasRenamedFromSuchANameIsTaken() throws IOException {
    Path file = write("a.csv.part", "vendor,subject\n");
    accept(file);
    Path renamed = Files.move(file, inbox.resolve("a.csv"));
    accept(renamed);
    advance(STABLE);

    assertThat(accept(renamed)).isTrue();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatSomeProcessHasOpenForWritingIsLeftAlone() throws IOException {
    Path file = write("a.csv", "vendor,subject\n");
    accept(file);
    advance(STABLE);

    try (OutputStream writing = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      assertThat(writing).isNotNull();
      assertThat(accept(file)).isFalse();
    }

    assertThat(acceptWithAFreshLook(file)).isTrue();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatIsOnlyReadIsTaken() throws IOException {
    Path file = write("a.csv", "vendor,subject\n");
    accept(file);
    advance(STABLE);

    try (var reading = Files.newInputStream(file)) {
      assertThat(reading).isNotNull();
      assertThat(accept(file)).isTrue();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aWriterIsSeenThroughAnInboxThatIsALink(@TempDir Path other) throws IOException {
    Path link = Files.createSymbolicLink(other.resolve("inbox"), inbox);
    Path file = link.resolve("a.csv");
    Files.writeString(file, "vendor,subject\n");
    OpenFiles open = new OpenFiles(link);

    try (OutputStream writing = Files.newOutputStream(file)) {
      assertThat(writing).isNotNull();
      assertThat(open.isBeingWritten(file)).isTrue();
    }
  }

  @Test
  void withoutProcNoFileIsOpen() {
    OpenFiles open = new OpenFiles(inbox.resolve("no-proc"), inbox);

    assertThat(open.isBeingWritten(inbox.resolve("a.csv"))).isFalse();
  }

  @Test
  void aFileThatCouldNotBeTakenRests() throws IOException {
    Path file = write("a.csv", "vendor,subject\n");
    accept(file);
    advance(STABLE);
    files.postpone(file.toString(), Duration.ofSeconds(5));

    assertThat(accept(file)).isFalse();
    advance(Duration.ofSeconds(5).minusNanos(1));
    assertThat(accept(file)).isFalse();
    advance(Duration.ofNanos(1));
    assertThat(accept(file)).isTrue();
  }

  @Test
  void aFileOfTheSameNameThatComesAfterOneThatWasTakenWaitsAnew() throws IOException {
    Path file = write("a.csv", "vendor,subject\n");
    accept(file);
    advance(STABLE);
    accept(file);
    files.taken(file.toString());

    assertThat(accept(file)).isFalse();
  }

  @Test
  void foldersAreLookedInto() throws IOException {
    Path folder = Files.createDirectory(inbox.resolve("tencent-im"));

    assertThat(accept(folder)).isTrue();
  }

  private boolean acceptWithAFreshLook(Path file) {
    files = new StableFiles(STABLE, new OpenFiles(inbox), nanos::get);
    accept(file);
    advance(STABLE);
    return accept(file);
  }

  private Path write(String name, String text) throws IOException {
    Path file = Files.writeString(inbox.resolve(name), text);
    return Files.setLastModifiedTime(file, TIME);
  }

  private void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  // As Camel's file component makes them.
  private boolean accept(Path path) {
    File file = path.toFile();
    GenericFile<File> generic = new GenericFile<>();
    generic.setFile(file);
    generic.setDirectory(file.isDirectory());
    generic.setFileName(file.getName());
    generic.setFileNameOnly(file.getName());
    generic.setAbsolute(true);
    generic.setAbsoluteFilePath(file.getAbsolutePath());
    generic.setFileLength(file.length());
    generic.setLastModified(file.lastModified());
    return files.accept(generic);
  }
}
