package dev.lethe.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which rows that failed are to be sent again.
 *
 * @param request only of this request
 * @param vendor only for this vendor
 * @param outcome only with this outcome
 * @param code only with this code
 * @param reason why
 */
record ReplayBody(
    @Schema(maxLength = 300, description = "Only rows of this request.") @Nullable String request,
    @Schema(maxLength = 300, description = "Only rows for this vendor.") @Nullable String vendor,
    @Schema(
            allowableValues = {"REJECTED", "REFUSED", "EXHAUSTED"},
            description = "Only rows with this outcome.")
        @Nullable String outcome,
    @Schema(maxLength = 300, description = "Only rows with this code.") @Nullable String code,
    @Schema(
            maxLength = ReasonBody.MOST,
            description = "Why, in your words; it is kept in the audit log.")
        @Nullable String reason) {}
