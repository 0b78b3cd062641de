package dev.lethe.intake;

import dev.lethe.fault.Causes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inbox and where its files go. */
public final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  /** Begins with a dot, so that nobody takes it for a request. */
  private static final String TRIAL = ".lethe-trial";

  private final Path folder;
  private final IntakeWatch watch;

  /** The inbox below a home. */
  public Inbox(Path home) {
    this(home, IntakeWatch.none());
  }

  /** As above, and tells of files that are no good. */
  public Inbox(Path home, IntakeWatch watch) {
    this.watch = watch;
    this.folder = home.resolve("inbox").toAbsolutePath().normalize();
  }

  /** The folder itself. */
  public Path folder() {
    return folder;
  }

  /** Makes the folders that people and routes expect. */
  public void prepare() throws IOException {
    Files.createDirectories(folder.resolve(".done"));
    Files.createDirectories(folder.resolve(".rejected"));
    Files.createDirectories(folder.resolve("reconcile"));
  }

  /** Where a file goes once all its rows are durable: {@code .done/}, below its vendor folder. */
  public String done(String source, Submission submission) throws IOException {
    return done(source, submission.request().sha256());
  }

  /** Where a file of that content goes once all is done that it asked for. */
  public String done(String source, String sha256) throws IOException {
    return free(folder.resolve(".done").resolve(source), sha256);
  }

  /** Where a file goes that was only planned: {@code .done/dry-run/}, below its vendor folder. */
  public String planned(String source, String sha256) throws IOException {
    return free(folder.resolve(".done").resolve("dry-run").resolve(source), sha256);
  }

  /**
   * Writes why a file is no good and says where it goes: {@code .rejected/}, with {@code
   * <file>.reason.txt} beside it.
   */
  public String rejected(String source, Exception problem) throws IOException {
    String reason = Causes.inWords(problem);
    String target = free(folder.resolve(".rejected").resolve(source), "");
    Path reasonFile = reasonOf(Path.of(target));
    Files.createDirectories(reasonFile.getParent());
    Files.writeString(reasonFile, reason + System.lineSeparator(), StandardCharsets.UTF_8);
    watch.rejected();
    LOG.warn("file {} rejected as a whole: {}", source, reason);
    return target;
  }

  /** Makes a file, moves it where taken files go, and removes it. */
  void tryMove() throws IOException {
    Path here = folder.resolve(TRIAL);
    Path there = Files.createDirectories(folder.resolve(".done")).resolve(TRIAL);
    try {
      Files.write(here, new byte[0]);
      Files.move(here, there, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(here);
      Files.deleteIfExists(there);
    }
  }

  private static Path reasonOf(Path rejected) {
    return rejected.resolveSibling(rejected.getFileName() + ".reason.txt");
  }

  // An older file of the same name stays what it is.
  private static String free(Path target, String sha256) throws IOException {
    Files.createDirectories(target.getParent());
    String name = target.getFileName().toString();
    int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
    Path free = target;
    for (int n = 2; Files.exists(free) || Files.exists(reasonOf(free)); n++) {
      String mark = n == 2 && !sha256.isEmpty() ? sha256.substring(0, 8) : Integer.toString(n);
      free = target.resolveSibling(name.substring(0, dot) + "-" + mark + name.substring(dot));
    }
    return free.toString();
  }
}
