package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list.
 *
 * @param after what the page before gave as {@code next}, null for the first
 * @param limit items at the most, 1 to 1,000
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PageQuery(@Nullable String after, int limit) {}
