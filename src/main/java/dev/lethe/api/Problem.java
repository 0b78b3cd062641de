package dev.lethe.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type what kind of problem it is
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what happened and what to do
 * @param code a word for programs
 * @param incident under which the log has the failure
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    @Schema(description = "about:blank: what kind it is, the status says.") String type,
    @Schema(description = "The status in words.", example = "Not Found") String title,
    @Schema(description = "The HTTP status.", example = "404") int status,
    @Schema(
            description = "What happened, what it means for the rows, and what to do.",
            example = "There is no request of that id. GET /api/v1/requests lists them.")
        String detail,
    @Schema(
            description =
                "A word for programs: malformed, invalid, not-found, conflict, forbidden, too-large,"
                    + " unavailable …; absent where the status says all.",
            example = "not-found")
        @Nullable String code,
    @Schema(description = "Under which the log has a failure of Lethe's own.")
        @Nullable String incident) {}
