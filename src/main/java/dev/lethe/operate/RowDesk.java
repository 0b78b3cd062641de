package dev.lethe.operate;

import dev.lethe.event.EventKind;
import dev.lethe.ledger.FailedRows;
import dev.lethe.ledger.ItemPage;
import dev.lethe.ledger.ItemRecord;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.outcome.Sentences;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of requests, and those that failed; subjects are masked unless somebody asks by name. */
final class RowDesk {
  private final Ledger ledger;
  private final RequestDesk requests;
  private final Trail trail;

  RowDesk(Ledger ledger, RequestDesk requests, Trail trail) {
    this.ledger = ledger;
    this.requests = requests;
    this.trail = trail;
  }

  /** See {@link Operations#items}. */
  Page<ItemView> items(ItemQuery query) {
    long after = Cursors.after(query.page());
    Set<ItemState> states = query.states().isEmpty() ? Set.of() : EnumSet.copyOf(query.states());
    ItemPage page =
        ledger
            .overview()
            .items(requests.taken(query.request()), states, after, query.page().limit());
    if (query.reveal()) {
      shown(page, query.by(), query.request(), states.isEmpty() ? "" : " " + states);
    }
    return view(page, query.reveal());
  }

  /** See {@link Operations#deadLetters}. */
  Page<ItemView> deadLetters(DeadLetterQuery query) {
    long after = Cursors.after(query.page());
    ItemPage page = ledger.overview().failed(which(query), after, query.page().limit());
    if (query.reveal()) {
      shown(page, query.by(), "dead letters", said(query));
    }
    return view(page, query.reveal());
  }

  /** What a query asks the ledger for. */
  FailedRows which(DeadLetterQuery query) {
    ItemState outcome = query.outcome();
    if (outcome != null && !outcome.isDeadLetter()) {
      throw new OperationException(
          Kind.INVALID, "Rows that failed are REJECTED, REFUSED or EXHAUSTED.");
    }
    String request = query.request();
    return new FailedRows(
        request == null ? null : requests.taken(request).no(),
        query.vendor(),
        outcome,
        query.code());
  }

  /** The filter of a query for the audit. */
  static String said(DeadLetterQuery query) {
    String filter =
        Stream.of(
                named("request", query.request()),
                named("vendor", query.vendor()),
                named("outcome", query.outcome()),
                named("code", query.code()))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    return filter.isEmpty() ? "" : " (" + filter + ")";
  }

  private static String named(String name, @Nullable Object value) {
    return value == null ? "" : name + " " + value;
  }

  // Before they are shown: without the note nobody sees them.
  private void shown(ItemPage page, String name, String about, String filter) {
    String by = Trail.by(name);
    trail.note(
        EventKind.SUBJECTS_SHOWN,
        about,
        by,
        page.rows().size() + " subjects of " + about + filter + " were shown to " + by + ".");
  }

  private static Page<ItemView> view(ItemPage page, boolean reveal) {
    return new Page<>(
        page.rows().stream().map(row -> view(row, reveal)).toList(), Cursors.next(page.next()));
  }

  private static ItemView view(ItemRecord row, boolean reveal) {
    boolean masked = !reveal || row.retired();
    boolean cut = !reveal && !row.retired(); // a keyed hash tells nothing
    String reference = row.reference();
    return new ItemView(
        row.requestId(),
        row.row(),
        row.vendor(),
        cut ? Masks.of(row.subject()) : row.subject(),
        masked,
        reference == null || !cut ? reference : Masks.of(reference),
        row.state(),
        row.code(),
        row.state().isFinal()
            ? Sentences.of(row.state(), row.detail(), row.firstRow())
            : row.detail(),
        row.attempts(),
        row.decidedAt(),
        row.replayedAs());
  }
}
