package dev.lethe.api;

import dev.lethe.operate.Decision;
import dev.lethe.operate.LaneView;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Page;
import dev.lethe.operate.ProbeView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Lanes: one for each enabled vendor. */
@ApiController
@Tag(name = "lanes")
final class LanesController {
  private final Operations operations;

  LanesController(Operations operations) {
    this.operations = operations;
  }

  @Operation(
      operationId = "lanes",
      summary = "How each lane is",
      description =
          "State, pace, backlog, next due row, why it stands. All on one page. Role: read.")
  @GetMapping("/lanes")
  Page<LaneView> lanes() {
    return new Page<>(operations.lanes(), null);
  }

  @Operation(
      operationId = "pause",
      summary = "Stop a lane until it is resumed",
      description = "Also over a restart. Calls under way are waited for. Role: operate.")
  @Refuses({404, 409, 413, 415})
  @PostMapping("/lanes/{vendor}/pause")
  LaneView pause(
      @Parameter(description = "The vendor's name.") @PathVariable("vendor") String vendor,
      @RequestBody(required = false) @Nullable ReasonBody body,
      Principal by) {
    return operations.pause(vendor, new Decision(by.getName(), ReasonBody.of(body)));
  }

  @Operation(
      operationId = "resume",
      summary = "End a pause, or let a halted lane probe at once",
      description = "Role: operate.")
  @Refuses({404, 409, 413, 415})
  @PostMapping("/lanes/{vendor}/resume")
  LaneView resume(
      @Parameter(description = "The vendor's name.") @PathVariable("vendor") String vendor,
      @RequestBody(required = false) @Nullable ReasonBody body,
      Principal by) {
    return operations.resume(vendor, new Decision(by.getName(), ReasonBody.of(body)));
  }

  @Operation(
      operationId = "probe",
      summary = "Try whether a vendor can be called",
      description = "Address and credentials; nobody is deleted. Role: operate.")
  @Refuses({404, 409, 413, 415})
  @PostMapping("/lanes/{vendor}/probe")
  ProbeView probe(
      @Parameter(description = "The vendor's name.") @PathVariable("vendor") String vendor,
      @RequestBody(required = false) @Nullable ReasonBody body,
      Principal by) {
    return operations.probe(vendor, new Decision(by.getName(), ReasonBody.of(body)));
  }
}
