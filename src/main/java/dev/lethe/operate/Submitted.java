package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A submission that is on disk.
 *
 * @param id of the request
 * @param known whether the same was handed in before, so that nothing is done now
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Submitted(String id, boolean known) {}
