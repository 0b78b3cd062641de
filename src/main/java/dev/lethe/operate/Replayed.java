package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are sent again.
 *
 * @param id of the request that sends them, null if there was nothing to send
 * @param rows how many there are
 * @param leftOut rows that the query found and that cannot be sent again: their subjects are keyed
 *     hashes after retention
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Replayed(@Nullable String id, long rows, long leftOut) {}
