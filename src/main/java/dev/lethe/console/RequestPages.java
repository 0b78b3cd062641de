package dev.lethe.console;

import dev.lethe.ledger.ItemState;
import dev.lethe.operate.ItemQuery;
import dev.lethe.operate.ItemView;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Page;
import dev.lethe.operate.PageQuery;
import dev.lethe.operate.RequestQuery;
import dev.lethe.operate.RequestView;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of requests, and a request with its rows. */
@Controller
@ConditionalOnWebApplication
final class RequestPages {
  /** What the list can be filtered by. */
  private static final List<String> STATES =
      List.of("RECEIVING", "HELD", "OPEN", "FINAL", "REPORTED");

  private static final int REQUESTS = 20;
  private static final int ROWS = 25;

  private final Operations operations;

  RequestPages(Operations operations) {
    this.operations = operations;
  }

  /**
   * What was done just before a request's page is shown.
   *
   * @param sent it was handed in
   * @param known it had been handed in before
   * @param again rows that failed earlier and are sent with it
   * @param left rows that failed and cannot be sent again
   */
  record News(
      @Nullable String sent, @Nullable String known, @Nullable Long again, @Nullable Long left) {}

  @GetMapping("/")
  String requests(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String after,
      Model model) {
    list(state, after, model);
    return "console/requests";
  }

  @GetMapping("/console/live/requests")
  String liveRequests(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String after,
      Model model) {
    list(state, after, model);
    return "console/requests :: live";
  }

  @GetMapping("/console/live/strip")
  String strip() {
    return "console/strip :: strip";
  }

  @GetMapping("/console/requests/{id}")
  String request(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable ItemState outcome,
      @RequestParam(required = false) @Nullable String after,
      @ModelAttribute("news") News news,
      @Nullable Principal person,
      Model model) {
    model.addAttribute("card", RequestCard.of(operations.request(id)));
    rows(id, outcome, after, false, person, model);
    return "console/request";
  }

  @GetMapping("/console/live/requests/{id}")
  String liveRequest(@PathVariable String id, Model model) {
    model.addAttribute("card", RequestCard.of(operations.request(id)));
    return "console/request :: live";
  }

  /** Asked for until the first rows are there; the rows themselves stay as they were shown. */
  @GetMapping("/console/live/requests/{id}/rows")
  String liveRows(@PathVariable String id, @Nullable Principal person, Model model) {
    model.addAttribute("card", RequestCard.of(operations.request(id)));
    rows(id, null, null, false, person, model);
    return "console/request :: rows";
  }

  /** Shows the subjects of a page of rows; a POST, because who looked is noted. */
  @PostMapping("/console/requests/{id}/reveal")
  String reveal(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable ItemState outcome,
      @RequestParam(required = false) @Nullable String after,
      @Nullable Principal person,
      Model model) {
    Can.need(Can.of(person).operate(), "operate");
    model.addAttribute("card", RequestCard.of(operations.request(id)));
    rows(id, outcome, after, true, person, model);
    return "console/request";
  }

  private void list(@Nullable String state, @Nullable String after, Model model) {
    String wanted = blankToNull(state);
    Page<RequestView> page =
        operations.requests(new RequestQuery(wanted, new PageQuery(blankToNull(after), REQUESTS)));
    model.addAttribute("states", STATES);
    model.addAttribute("state", wanted);
    model.addAttribute("after", blankToNull(after));
    model.addAttribute("cards", page.items().stream().map(RequestCard::of).toList());
    model.addAttribute("next", page.next());
  }

  private void rows(
      String id,
      @Nullable ItemState outcome,
      @Nullable String after,
      boolean reveal,
      @Nullable Principal person,
      Model model) {
    Page<ItemView> page =
        itemsIfAny(
            new ItemQuery(
                id,
                outcome == null ? List.of() : List.of(outcome),
                reveal,
                person == null ? "" : person.getName(),
                new PageQuery(blankToNull(after), ROWS)));
    model.addAttribute("outcomes", ItemState.values());
    model.addAttribute("outcome", outcome);
    model.addAttribute("after", blankToNull(after));
    model.addAttribute("items", page.items());
    model.addAttribute("next", page.next());
    model.addAttribute("revealed", reveal);
    model.addAttribute("masked", page.items().stream().anyMatch(ItemView::masked));
  }

  /** A file that is handed in and not taken in yet is a request without rows. */
  private Page<ItemView> itemsIfAny(ItemQuery query) {
    try {
      return operations.items(query);
    } catch (OperationException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return new Page<>(List.of(), null);
      }
      throw e;
    }
  }

  /** What an empty field of a form sends. */
  static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
