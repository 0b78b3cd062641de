package dev.lethe.operate;

import dev.lethe.event.EventKind;
import dev.lethe.ledger.Balance;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestStage;
import dev.lethe.ledger.RequestState;
import dev.lethe.ledger.RequestSummary;
import dev.lethe.ledger.SubmissionRecord;
import dev.lethe.operate.OperationException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests: shown, approved, declined. */
final class RequestDesk {
  private final Ledger ledger;
  private final Books books;
  private final Trail trail;
  private final Path home;
  private final Clock clock;

  RequestDesk(Ledger ledger, Books books, Trail trail, Path home, Clock clock) {
    this.ledger = ledger;
    this.books = books;
    this.trail = trail;
    this.home = home;
    this.clock = clock;
  }

  /** See {@link Operations#requests}. */
  Page<RequestView> list(RequestQuery query) {
    long before = Cursors.after(query.page());
    int limit = query.page().limit();
    List<RequestSummary> requests =
        ledger.overview().requests(stage(query.state()), before, limit + 1);
    return Cursors.page(requests, limit, summary -> summary.request().no(), this::view);
  }

  private static @Nullable RequestStage stage(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return null;
    }
    return Stream.of(RequestStage.values())
        .filter(stage -> stage.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new OperationException(
                    Kind.INVALID,
                    "There is no such state of a request; those in a list are RECEIVING, HELD,"
                        + " OPEN, FINAL and REPORTED."));
  }

  /** See {@link Operations#request}. */
  RequestView one(String id) {
    Optional<RequestSummary> request = ledger.overview().request(id);
    if (request.isPresent()) {
      return view(request.get());
    }
    SubmissionRecord submission = ledger.submissions().byRequest(id).orElseThrow(() -> unknown(id));
    // It may have been taken in between the two looks.
    return ledger.overview().request(id).map(this::view).orElseGet(() -> submitted(submission));
  }

  /** The request of that id, taken in. */
  RequestRecord taken(String id) {
    return ledger.request(id).orElseThrow(() -> unknown(id));
  }

  private static OperationException unknown(String id) {
    return new OperationException(Kind.NOT_FOUND, "There is no request " + id + " in this ledger.");
  }

  private RequestView view(RequestSummary summary) {
    RequestRecord request = summary.request();
    Balance balance = books.of(request);
    return new RequestView(
        request.id(),
        request.source(),
        request.sha256(),
        RequestStage.of(request).name(),
        balance.rows(),
        balance.open(),
        balance.byVendor(),
        balance.holds(),
        request.submittedBy(),
        request.receivedAt(),
        request.finalAt(),
        request.heldReason(),
        summary.decidedBy(),
        summary.decidedWhy());
  }

  private RequestView submitted(SubmissionRecord submission) {
    return new RequestView(
        submission.requestId(),
        submission.source(),
        submission.sha256(),
        stateOf(submission),
        0,
        0,
        Map.of(),
        true,
        submission.by(),
        submission.at(),
        null,
        submission.rejected(),
        null,
        null);
  }

  // In a dry run a file leaves a plan behind, and no request.
  private String stateOf(SubmissionRecord submission) {
    if (submission.rejected() != null) {
      return "REJECTED";
    }
    boolean waits = Files.exists(home.resolve("inbox").resolve(submission.source()));
    Path plan = home.resolve("outbox").resolve(submission.requestId() + ".plan.json");
    return !waits && Files.exists(plan) ? "PLANNED" : "SUBMITTED";
  }

  /** See {@link Operations#approve}. */
  RequestView approve(String id, Decision decision) {
    String by = Trail.by(decision);
    String reason = Trail.reason(decision);
    held(id)
        .refusesApprovalBy(by)
        .ifPresent(
            refusal -> {
              throw new OperationException(Kind.FORBIDDEN, refusal);
            });
    RequestRecord approved =
        ledger.approve(id, by, reason, clock.instant()).orElseThrow(() -> notHeld(taken(id)));
    trail.note(
        EventKind.REQUEST_APPROVED,
        id,
        by,
        "request " + id + " (" + approved.rows() + " rows) approved by " + by + ": " + reason);
    return one(id);
  }

  /** See {@link Operations#cancel}. */
  RequestView cancel(String id, Decision decision) {
    String by = Trail.by(decision);
    String reason = Trail.reason(decision);
    held(id);
    RequestRecord cancelled =
        ledger.cancel(id, by, reason, clock.instant()).orElseThrow(() -> notHeld(taken(id)));
    trail.note(
        EventKind.REQUEST_CANCELLED,
        id,
        by,
        "request " + id + " (" + cancelled.rows() + " rows) declined by " + by + ": " + reason);
    return one(id);
  }

  private RequestRecord held(String id) {
    RequestRecord request = taken(id);
    if (request.state() != RequestState.HELD) {
      throw notHeld(request);
    }
    return request;
  }

  private static OperationException notHeld(RequestRecord request) {
    return new OperationException(
        Kind.CONFLICT,
        "Request " + request.id() + " is not held but " + RequestStage.of(request) + ".");
  }
}
