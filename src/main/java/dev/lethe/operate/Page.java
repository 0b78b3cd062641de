package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the page
 * @param next what to ask for the next page with, null on the last
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Page<T>(List<T> items, @Nullable String next) {}
