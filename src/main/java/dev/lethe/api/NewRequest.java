package dev.lethe.api;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as JSON. Only its description is made of this: {@link JsonSubmission} reads it row by
 * row.
 *
 * @param name what the request is called after
 * @param vendor whose subjects the rows are
 * @param callback where the signed receipt is posted
 * @param items the rows
 */
record NewRequest(
    @Schema(
            maxLength = UploadedName.MOST,
            description =
                "What the request is called after; .json is added where it has none of the endings"
                    + " .json, .jsonl, .ndjson. Without it, api- and the first 8 characters of the"
                    + " key, or the time.",
            example = "leavers-march.json")
        @Nullable String name,
    @Schema(
            description =
                "Whose subjects all rows are, where rows do not say. A row that names another"
                    + " vendor is rejected then.",
            example = "tencent-im")
        @Nullable String vendor,
    @Schema(description = "Where the signed receipt is posted once there is one.")
        @Nullable URI callback,
    @ArraySchema(
            minItems = 1,
            arraySchema = @Schema(description = "The rows."),
            schema = @Schema(implementation = Row.class))
        List<Row> items) {

  /**
   * A row.
   *
   * @param vendor whose subject it is
   * @param subject the vendor's own identifier of the person or account
   * @param reference the caller's own
   */
  @Schema(name = "NewRow")
  record Row(
      @Schema(description = "Whose subject it is.", example = "tencent-im") @Nullable String vendor,
      @Schema(
              description = "The vendor's own identifier of the person or account.",
              example = "UserID_1")
          String subject,
      @Schema(description = "Your own mark; it comes back in dead letters.", example = "HR-1041")
          @Nullable String reference) {}
}
