package dev.lethe.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457), for its description.
 *
 * @param type what kind of problem it is
 * @param title the same in a few words
 * @param status the HTTP status
 * @param detail what happened and what to do
 * @param instance where it happened
 */
record Problem(
    @Schema(description = "What kind of problem it is; about:blank: what its status says.")
        @Nullable URI type,
    @Schema(description = "The status in words.", example = "Not Found") String title,
    @Schema(description = "The HTTP status.", example = "404") int status,
    @Schema(
            description = "What happened, what it means for the rows, and what to do.",
            example = "There is no request of that id. GET /api/v1/requests lists them.")
        @Nullable String detail,
    @Schema(description = "The path that was asked for.") @Nullable URI instance) {}
