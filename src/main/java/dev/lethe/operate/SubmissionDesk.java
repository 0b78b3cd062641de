package dev.lethe.operate;

import dev.lethe.callback.CallbackPolicy;
import dev.lethe.event.EventKind;
import dev.lethe.evidence.Digests;
import dev.lethe.file.WholeFile;
import dev.lethe.intake.IntakeStoppedException;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewSubmission;
import dev.lethe.ledger.SubmissionRecord;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Spool.Part;
import dev.lethe.plan.Plan;
import dev.lethe.plan.Planner;
import dev.lethe.request.RequestFile;
import dev.lethe.request.RequestId;
import dev.lethe.request.RowReader;
import dev.lethe.request.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Hands files in. The order is: the file whole and on disk under a hidden name; the note in the
 * ledger; its name in the inbox. So a crash leaves nothing that anybody sees, or a file whose
 * submitter is known; a note without a file does no harm, and the same submission mends it.
 */
final class SubmissionDesk {
  private static final int FIRST_ROWS = 1_000;

  private final Ledger ledger;
  private final Planner planner;
  private final SubmissionNames names;
  private final CallbackPolicy callbacks;
  private final Trail trail;
  private final Path inbox;
  private final Spool incoming;
  private final Spool plans;
  private final Gate gate;
  private final Object placing = new Object();
  private final Clock clock;

  /** Says whether files are taken in. */
  @FunctionalInterface
  interface Gate {
    /** Throws if none is, and says why. */
    void pass() throws IntakeStoppedException;
  }

  SubmissionDesk(
      Ledger ledger,
      Planner planner,
      SubmissionNames names,
      CallbackPolicy callbacks,
      Trail trail,
      Path home,
      Gate gate,
      Clock clock) {
    this.ledger = ledger;
    this.planner = planner;
    this.names = names;
    this.callbacks = callbacks;
    this.trail = trail;
    this.inbox = home.resolve("inbox");
    this.incoming = new Spool(inbox.resolve(".incoming"));
    this.plans = new Spool(home.resolve(".plans"));
    this.gate = gate;
    this.clock = clock;
  }

  /** Removes what submissions and plans that were cut off have left. */
  void clear() throws IOException {
    incoming.clear();
    plans.clear();
  }

  /** See {@link Operations#plan}. */
  Plan plan(Submission submission, InputStream content) throws IOException {
    String source = names.source(submission.name(), submission.vendor());
    try (Part part = plans.take(submission.name(), content, () -> {})) {
      return planner.plan(part.path(), source);
    } catch (UnreadableFileException e) {
      throw new OperationException(Kind.INVALID, String.valueOf(e.getMessage()));
    }
  }

  /** See {@link Operations#submit}. */
  Submitted submit(Submission submission, InputStream content) throws IOException {
    return submit(submission, name -> incoming.take(name, content, this::requireOpen));
  }

  /** Makes the file that is handed in. */
  @FunctionalInterface
  interface Making {
    Part of(String name) throws IOException;
  }

  /** The same with a file that Lethe itself writes. */
  Submitted write(Submission submission, Spool.Content content) throws IOException {
    return submit(submission, name -> incoming.write(name, content));
  }

  private Submitted submit(Submission submission, Making making) throws IOException {
    String by = Trail.by(submission.by());
    String source = names.source(submission.name(), submission.vendor());
    URI callback = submission.callback();
    if (callback != null) {
      callbacks
          .refusal(callback)
          .ifPresent(
              refusal -> {
                throw new OperationException(Kind.INVALID, refusal);
              });
    }
    requireOpen();
    try (Part part = making.of(submission.name())) {
      RequestFile file = look(part.path(), submission.vendor());
      SubmissionRecord noted;
      boolean known;
      // One after the other: whoever finds the name free has it, so that nothing is noted in vain.
      synchronized (placing) {
        if (ledger.submissions().taken(source, file.sha256()).isEmpty()) {
          requireFree(inbox.resolve(source), file.sha256());
        }
        noted = note(submission, source, file.sha256(), by);
        requireSame(noted, source, file.sha256());
        known = place(part.path(), noted);
      }
      if (!known) {
        trail.note(
            EventKind.SUBMITTED,
            noted.requestId(),
            by,
            "request " + noted.requestId() + " was handed in by " + by + ".");
      }
      return new Submitted(noted.requestId(), known);
    }
  }

  private SubmissionRecord note(Submission submission, String source, String sha256, String by) {
    URI callback = submission.callback();
    return ledger
        .submissions()
        .note(
            new NewSubmission(
                source,
                sha256,
                RequestId.of(submission.name(), sha256),
                by,
                submission.key(),
                callback == null ? null : callback.toString(),
                clock.instant()));
  }

  private void requireOpen() {
    try {
      gate.pass();
    } catch (IntakeStoppedException e) {
      throw new OperationException(
          Kind.UNAVAILABLE,
          "No file is taken in for now. " + e.getMessage() + " Nothing of it is kept; try later.");
    }
  }

  // As far as its first rows; what is wrong further down is found when it is taken in.
  private static RequestFile look(Path path, @Nullable String vendor) throws IOException {
    try {
      RequestFile file =
          RequestFile.inspect(path, vendor == null || vendor.isEmpty() ? null : vendor);
      try (RowReader rows = file.open()) {
        rows.read(FIRST_ROWS);
      }
      return file;
    } catch (UnreadableFileException e) {
      throw new OperationException(Kind.INVALID, String.valueOf(e.getMessage()));
    }
  }

  private static void requireSame(SubmissionRecord noted, String source, String sha256) {
    if (!noted.sha256().equals(sha256) || !folder(noted.source()).equals(folder(source))) {
      throw new OperationException(
          Kind.CONFLICT,
          "That key was used for another file, request "
              + noted.requestId()
              + ": take a new key for a new submission.");
    }
  }

  private static String folder(String source) {
    return source.substring(0, source.lastIndexOf('/') + 1);
  }

  /** Puts the file where it is taken in from; true if it is there or was taken in before. */
  private boolean place(Path file, SubmissionRecord noted) throws IOException {
    Path target = inbox.resolve(noted.source());
    if (ledger.submissions().taken(noted.source(), noted.sha256()).isPresent()
        || isWaiting(target, noted.sha256())) {
      return true;
    }
    Files.createDirectories(target.getParent());
    try {
      WholeFile.name(file, target);
      return false;
    } catch (FileAlreadyExistsException e) {
      requireFree(target, noted.sha256()); // somebody was faster
      return true;
    }
  }

  private static void requireFree(Path target, String sha256) throws IOException {
    if (Files.exists(target) && !isWaiting(target, sha256)) {
      throw new OperationException(
          Kind.CONFLICT,
          "Another file of that name waits in the inbox. Try again in a moment, or take another"
              + " name.");
    }
  }

  private static boolean isWaiting(Path target, String sha256) throws IOException {
    try {
      return Files.isRegularFile(target) && Digests.of(target).equals(sha256);
    } catch (NoSuchFileException e) {
      return false; // it was moved away just now
    }
  }
}
