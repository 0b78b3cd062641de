package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * Which requests.
 *
 * @param state only those in it ({@code HELD}), null for all
 * @param page which page
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RequestQuery(@Nullable String state, PageQuery page) {}
