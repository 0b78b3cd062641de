package dev.lethe.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The form of an upload, for its description; {@link FormSubmission} reads it.
 *
 * @param file the file
 * @param vendor whose subjects it lists
 * @param callback where the signed receipt is posted
 */
record UploadForm(
    @Schema(
            type = "string",
            format = "binary",
            description =
                "A request file, with its name: .csv, .jsonl, .ndjson, .json, .xlsx, or .txt with"
                    + " a vendor.")
        Object file,
    @Schema(
            description = "Whose subjects it lists, where the file has no vendor column.",
            maxLength = 300)
        @Nullable String vendor,
    @Schema(description = "Where the signed receipt is posted once there is one.")
        @Nullable String callback) {}
