package dev.lethe.api;

import dev.lethe.operate.DeadLetterQuery;
import dev.lethe.operate.Decision;
import dev.lethe.operate.ItemView;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Page;
import dev.lethe.operate.PageQuery;
import dev.lethe.operate.Replayed;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Rows that failed. */
@ApiController
@Tag(name = "dead letters")
final class DeadLettersController {
  private final Operations operations;

  DeadLettersController(Operations operations) {
    this.operations = operations;
  }

  @Operation(
      operationId = "deadLetters",
      summary = "Rows that failed and were not sent again since",
      description = "The newest requests first; subjects are masked. Role: read.")
  @GetMapping("/dead-letters")
  ResponseEntity<Page<ItemView>> deadLetters(
      @Parameter(description = "Only rows of this request.")
          @RequestParam(value = "request", required = false)
          @Nullable String of,
      @Parameter(description = "Only rows for this vendor, as it came.")
          @RequestParam(value = "vendor", required = false)
          @Nullable String vendor,
      @Parameter(
              description = "Only rows with this outcome.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"REJECTED", "REFUSED", "EXHAUSTED"}))
          @RequestParam(value = "outcome", required = false)
          @Nullable String outcome,
      @Parameter(description = "Only rows with this code, a vendor's or a word of Lethe's.")
          @RequestParam(value = "code", required = false)
          @Nullable String code,
      @Parameter(
              description = "true: subjects as they came, which is noted. Role: operate.",
              schema = @Schema(type = "boolean", defaultValue = "false"))
          @RequestParam(value = "reveal", defaultValue = "false")
          String reveal,
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
      HttpServletRequest request,
      Principal by) {
    DeadLetterQuery query =
        new DeadLetterQuery(
            Parameters.text("The parameter request", of),
            Parameters.text("The parameter vendor", vendor),
            Parameters.failure("The parameter outcome", outcome),
            Parameters.text("The parameter code", code),
            Parameters.flag("reveal", reveal),
            by.getName(),
            Parameters.page(after, limit));
    return Listing.of(operations.deadLetters(query), request);
  }

  @Operation(
      operationId = "replay",
      summary = "Send rows that failed once more",
      description =
          "As a new request: all rows that the filter finds. A row is sent again once; nothing that"
              + " is final otherwise is sent. Role: submit.")
  @Refuses({404, 409, 413, 415})
  @PostMapping("/dead-letters/replay")
  Replayed replay(@RequestBody ReplayBody body, Principal by) {
    DeadLetterQuery query =
        new DeadLetterQuery(
            Parameters.text("The field request", body.request()),
            Parameters.text("The field vendor", body.vendor()),
            Parameters.failure("The field outcome", body.outcome()),
            Parameters.text("The field code", body.code()),
            false,
            by.getName(),
            new PageQuery(null, Integer.parseInt(Parameters.MOST_LIMIT)));
    return operations.replay(query, new Decision(by.getName(), ReasonBody.of(body.reason())));
  }
}
