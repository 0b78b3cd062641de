package dev.lethe.console;

import dev.lethe.ledger.ItemState;
import dev.lethe.operate.DeadLetterQuery;
import dev.lethe.operate.Decision;
import dev.lethe.operate.ItemView;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Page;
import dev.lethe.operate.PageQuery;
import dev.lethe.operate.Replayed;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Rows that failed, and sending them once more. */
@Controller
@ConditionalOnWebApplication
final class DeadLetterPages {
  private static final List<ItemState> OUTCOMES =
      Stream.of(ItemState.values()).filter(ItemState::isDeadLetter).toList();
  private static final int ROWS = 25;

  /** The largest page there is. */
  private static final int COUNTED_AT_ONCE = 1000;

  /** More rows than that are counted as "more than that". */
  private static final int COUNTED = 10_000;

  private final Operations operations;

  DeadLetterPages(Operations operations) {
    this.operations = operations;
  }

  /**
   * Which rows, as the form's fields and the address say it; all may be empty.
   *
   * @param request only of this request
   * @param vendor only for this vendor
   * @param outcome only with this outcome
   * @param code only with this code
   */
  record Filter(
      @Nullable String request,
      @Nullable String vendor,
      @Nullable ItemState outcome,
      @Nullable String code) {

    DeadLetterQuery query(boolean reveal, @Nullable Principal person, PageQuery page) {
      return new DeadLetterQuery(
          RequestPages.blankToNull(request),
          RequestPages.blankToNull(vendor),
          outcome,
          RequestPages.blankToNull(code),
          reveal,
          person == null ? "" : person.getName(),
          page);
    }
  }

  @GetMapping("/console/dead-letters")
  String deadLetters(
      @ModelAttribute("filter") Filter filter,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Long nothing,
      @Nullable Principal person,
      Model model) {
    model.addAttribute("nothing", nothing);
    return list(filter, after, false, person, model);
  }

  /** Shows the subjects of a page of rows; a POST, because who looked is noted. */
  @PostMapping("/console/dead-letters/reveal")
  String reveal(
      @ModelAttribute("filter") Filter filter,
      @RequestParam(required = false) @Nullable String after,
      @Nullable Principal person,
      Model model) {
    Can.need(Can.of(person).operate(), "operate");
    return list(filter, after, true, person, model);
  }

  /** How many rows would be sent again, and the form that does it. */
  @GetMapping("/console/dead-letters/replay")
  String ask(@ModelAttribute("filter") Filter filter, @Nullable Principal person, Model model) {
    Can.need(Can.of(person).submit(), "submit");
    return asking(filter, person, model);
  }

  /**
   * Sends them again, if they are as many as the person was told.
   *
   * @param count that the form showed
   */
  @PostMapping("/console/dead-letters/replay")
  String replay(
      @ModelAttribute("filter") Filter filter,
      @RequestParam(defaultValue = "0") long count,
      @RequestParam(defaultValue = "") String reason,
      @Nullable Principal person,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    try {
      Can.need(Can.of(person).submit(), "submit");
      if (reason.isBlank()) {
        throw new OperationException(
            Kind.INVALID, "Say why they are sent again. Nothing was sent.");
      }
      if (count(filter, person) != count) {
        throw new OperationException(
            Kind.CONFLICT,
            "Their number has changed meanwhile, so nothing was sent. Look at the new number.");
      }
      Decision decision = new Decision(person == null ? "" : person.getName(), reason.strip());
      Replayed replayed =
          operations.replay(
              filter.query(false, person, new PageQuery(null, COUNTED_AT_ONCE)), decision);
      if (replayed.id() == null) {
        next.addAttribute("nothing", replayed.leftOut());
        return "redirect:/console/dead-letters";
      }
      next.addAttribute("id", replayed.id());
      next.addAttribute("again", replayed.rows());
      next.addAttribute("left", replayed.leftOut());
      return "redirect:/console/requests/{id}";
    } catch (OperationException e) {
      Problem.show(e, model, response);
      model.addAttribute("reason", reason);
      return asking(filter, person, model);
    }
  }

  private String asking(Filter filter, @Nullable Principal person, Model model) {
    long count = count(filter, person);
    model.addAttribute("count", count);
    model.addAttribute("more", count > COUNTED);
    model.addAttribute("most", COUNTED);
    return list(filter, null, false, person, model);
  }

  /** How many rows the filter finds; one more than {@link #COUNTED} stands for more than that. */
  private long count(Filter filter, @Nullable Principal person) {
    long count = 0;
    String after = null;
    do {
      Page<ItemView> page =
          operations.deadLetters(
              filter.query(false, person, new PageQuery(after, COUNTED_AT_ONCE)));
      count += page.items().size();
      after = page.next();
    } while (after != null && count <= COUNTED);
    return Math.min(count, COUNTED + 1L);
  }

  private String list(
      Filter filter,
      @Nullable String after,
      boolean reveal,
      @Nullable Principal person,
      Model model) {
    Page<ItemView> page =
        operations.deadLetters(
            filter.query(reveal, person, new PageQuery(RequestPages.blankToNull(after), ROWS)));
    model.addAttribute("vendors", operations.lanes());
    model.addAttribute("outcomes", OUTCOMES);
    model.addAttribute("items", page.items());
    model.addAttribute("next", page.next());
    model.addAttribute("after", RequestPages.blankToNull(after));
    model.addAttribute("revealed", reveal);
    model.addAttribute("masked", page.items().stream().anyMatch(ItemView::masked));
    return "console/dead-letters";
  }
}
