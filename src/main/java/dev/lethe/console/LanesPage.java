package dev.lethe.console;

import dev.lethe.operate.Decision;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Operations;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The lanes, and what can be asked of them. */
@Controller
@ConditionalOnWebApplication
final class LanesPage {
  private final Operations operations;

  LanesPage(Operations operations) {
    this.operations = operations;
  }

  /**
   * All lanes.
   *
   * @param ask what somebody is about to ask of {@code vendor}: its form is shown
   * @param did what was asked of it and done
   */
  @GetMapping("/console/lanes")
  String lanes(
      @RequestParam(required = false) @Nullable String ask,
      @RequestParam(required = false) @Nullable String did,
      @RequestParam(required = false) @Nullable String vendor,
      Model model) {
    model.addAttribute("ask", LaneAsk.of(ask).orElse(null));
    model.addAttribute("did", LaneAsk.of(did).orElse(null));
    model.addAttribute("vendor", vendor);
    return page(model);
  }

  @GetMapping("/console/live/lanes")
  String liveLanes(Model model) {
    page(model);
    return "console/lanes :: live";
  }

  @PostMapping("/console/lanes/{vendor}/{word}")
  String asked(
      @PathVariable String vendor,
      @PathVariable String word,
      @RequestParam(defaultValue = "") String reason,
      @Nullable Principal person,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    LaneAsk ask =
        LaneAsk.of(word)
            .orElseThrow(
                () -> new OperationException(Kind.NOT_FOUND, "Nothing like that can be asked."));
    try {
      Can.need(Can.of(person).operate(), "operate");
      Decision decision = new Decision(person == null ? "" : person.getName(), reason.strip());
      if (ask == LaneAsk.PROBE) {
        model.addAttribute("probe", operations.probe(vendor, decision));
        return page(model);
      }
      change(ask, vendor, decision);
    } catch (OperationException e) {
      Problem.show(e, model, response);
      model.addAttribute("ask", ask);
      model.addAttribute("vendor", vendor);
      model.addAttribute("reason", reason);
      return page(model);
    }
    next.addAttribute("did", ask.word());
    next.addAttribute("vendor", vendor);
    return "redirect:/console/lanes";
  }

  private void change(LaneAsk ask, String vendor, Decision decision) {
    if (ask == LaneAsk.RESUME) {
      operations.resume(vendor, decision);
      return;
    }
    if (decision.reason().isEmpty()) {
      throw new OperationException(
          Kind.INVALID, "Say why: whoever sees the lane stand still will ask. It was not paused.");
    }
    operations.pause(vendor, decision);
  }

  private String page(Model model) {
    model.addAttribute("lanes", operations.lanes().stream().map(LaneCard::of).toList());
    return "console/lanes";
  }
}
