package dev.lethe.api;

import dev.lethe.ledger.ItemState;
import dev.lethe.operate.Decision;
import dev.lethe.operate.ItemQuery;
import dev.lethe.operate.ItemView;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Page;
import dev.lethe.operate.RequestQuery;
import dev.lethe.operate.RequestView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Requests, their rows, and the decision about those that are held. */
@ApiController
@Tag(name = "requests")
final class RequestsController {
  private final Operations operations;

  RequestsController(Operations operations) {
    this.operations = operations;
  }

  @Operation(
      operationId = "requests",
      summary = "Requests with their counts",
      description = "The newest first. Role: read.")
  @GetMapping("/requests")
  ResponseEntity<Page<RequestView>> requests(
      @Parameter(
              description = "Only those in this state.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"RECEIVING", "HELD", "OPEN", "FINAL", "REPORTED"}))
          @RequestParam(value = "state", required = false)
          @Nullable String state,
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
    String wanted = Parameters.word("The parameter state", state, Parameters.REQUEST_STATES);
    return Listing.of(
        operations.requests(new RequestQuery(wanted, Parameters.page(after, limit))), request);
  }

  @Operation(
      operationId = "request",
      summary = "One request with its counts as they stand",
      description = "Also one that is handed in and not taken in yet. Role: read.")
  @Refuses(404)
  @GetMapping("/requests/{id}")
  RequestView request(@Parameter(description = "The request's id.") @PathVariable("id") String id) {
    return operations.request(id);
  }

  @Operation(
      operationId = "items",
      summary = "The rows of a request",
      description = "In row order; subjects are masked. Role: read.")
  @Refuses(404)
  @GetMapping("/requests/{id}/items")
  ResponseEntity<Page<ItemView>> items(
      @Parameter(description = "The request's id.") @PathVariable("id") String id,
      @Parameter(
              description = "Only rows in one of these states.",
              array = @ArraySchema(schema = @Schema(implementation = ItemState.class)))
          @RequestParam(value = "state", required = false)
          @Nullable List<String> state,
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
    ItemQuery query =
        new ItemQuery(
            id,
            Parameters.states(state),
            Parameters.flag("reveal", reveal),
            by.getName(),
            Parameters.page(after, limit));
    return Listing.of(operations.items(query), request);
  }

  @Operation(
      operationId = "approve",
      summary = "Let a held request go",
      description = "Whoever handed it in cannot. Role: approve.")
  @Refuses({404, 409, 413, 415})
  @PostMapping("/requests/{id}/approve")
  RequestView approve(
      @Parameter(description = "The request's id.") @PathVariable("id") String id,
      @RequestBody(required = false) @Nullable ReasonBody body,
      Principal by) {
    return operations.approve(id, new Decision(by.getName(), ReasonBody.of(body)));
  }

  @Operation(
      operationId = "cancel",
      summary = "Decline a held request",
      description = "Nothing of it is sent. Role: approve.")
  @Refuses({404, 409, 413, 415})
  @PostMapping("/requests/{id}/cancel")
  RequestView cancel(
      @Parameter(description = "The request's id.") @PathVariable("id") String id,
      @RequestBody(required = false) @Nullable ReasonBody body,
      Principal by) {
    return operations.cancel(id, new Decision(by.getName(), ReasonBody.of(body)));
  }
}
