package dev.lethe.api;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which vendors are to be asked who is still there.
 *
 * @param vendors their names; null or empty for all
 * @param reason why
 */
record ReconcileBody(
    @ArraySchema(
            arraySchema = @Schema(description = "Names of vendors; none for all of them."),
            schema = @Schema(type = "string", example = "yunke"))
        @Nullable List<String> vendors,
    @Schema(
            maxLength = ReasonBody.MOST,
            description = "Why, in your words; it is kept in the audit log.")
        @Nullable String reason) {}
