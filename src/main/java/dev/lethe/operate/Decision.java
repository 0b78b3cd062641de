package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Who does something, and why.
 *
 * @param by the name they signed in with
 * @param reason in their words; may be empty where none is asked for
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Decision(String by, String reason) {}
