package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. It may have fewer items than were asked for, or none, and not be the last:
 * only {@code next} says so.
 *
 * @param items the page
 * @param next what to ask for the next page with, null on the last
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Page<T>(List<T> items, @Nullable String next) {}
