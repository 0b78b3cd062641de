package dev.lethe.api;

import dev.lethe.operate.Decision;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Page;
import dev.lethe.operate.RunView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Reconciliations: vendors are asked who is still there. */
@ApiController
@Tag(name = "reconciliations")
final class ReconciliationsController {
  private final Operations operations;

  ReconciliationsController(Operations operations) {
    this.operations = operations;
  }

  @Operation(
      operationId = "reconcile",
      summary = "Ask for a reconciliation",
      description = "It begins a moment later; the list shows it. Role: operate.")
  @Refuses({409, 413, 415})
  @PostMapping("/reconciliations")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RunView reconcile(@RequestBody(required = false) @Nullable ReconcileBody body, Principal by) {
    List<String> vendors = body == null || body.vendors() == null ? List.of() : body.vendors();
    if (vendors.stream().anyMatch(Objects::isNull)) {
      throw Malformed.because("The field vendors is an array of texts.");
    }
    String reason = body == null ? "" : ReasonBody.of(body.reason());
    return operations.reconcile(vendors, new Decision(by.getName(), reason));
  }

  @Operation(
      operationId = "reconciliations",
      summary = "Reconciliations and what they came to",
      description = "The newest first. Role: read.")
  @GetMapping("/reconciliations")
  ResponseEntity<Page<RunView>> reconciliations(
      @Parameter(description = "What the page before gave as next.")
          @RequestParam(value = "after", required = false)
          @Nullable String after,
      @Parameter(
              description = "Items at the most.",
              schema =
                  @Schema(
                      type = "integer",
                      minimum = "1",
                      maximum = Parameters.MOST_LIMIT,
                      defaultValue = Parameters.DEFAULT_LIMIT))
          @RequestParam(value = "limit", defaultValue = Parameters.DEFAULT_LIMIT)
          String limit,
      HttpServletRequest request) {
    return Listing.of(operations.runs(Parameters.page(after, limit)), request);
  }
}
