package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody hands in.
 *
 * @param name the file's name, whose ending says its format ({@code leavers.csv}); no folders
 * @param vendor whose subjects it lists, where it has no vendor column; null where it has
 * @param key what makes a repeated submission the same one ({@code Idempotency-Key}), null for none
 * @param callback where the signed receipt is posted once there is one, null for nowhere
 * @param by who hands it in
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Submission(
    String name,
    @Nullable String vendor,
    @Nullable String key,
    @Nullable URI callback,
    String by) {}
