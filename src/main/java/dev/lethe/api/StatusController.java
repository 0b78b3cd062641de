package dev.lethe.api;

import dev.lethe.operate.AuditView;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Page;
import dev.lethe.operate.StatusView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How Lethe is, and what was done with it. */
@ApiController
@Tag(name = "service")
final class StatusController {
  private final Operations operations;

  StatusController(Operations operations) {
    this.operations = operations;
  }

  @Operation(
      operationId = "status",
      summary = "How Lethe is as a whole",
      description = "Its parts, its requests by state, and whether the books balance. Role: read.")
  @GetMapping("/status")
  StatusView status() {
    return operations.status();
  }

  @Operation(
      operationId = "audit",
      summary = "What happened and what was changed",
      description = "With who did it; the newest first. Role: read.")
  @GetMapping("/audit")
  ResponseEntity<Page<AuditView>> audit(
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
    return Listing.of(operations.audit(Parameters.page(after, limit)), request);
  }
}
