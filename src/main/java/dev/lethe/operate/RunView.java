package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reconciliation.
 *
 * @param no its number, 0 while it is only asked for
 * @param kind why it ran
 * @param about the vendors; of an expected-absent list its request
 * @param askedBy who asked for it, null where a schedule did
 * @param startedAt when it began, null while it is only asked for
 * @param endedAt when it ended, null before
 * @param conclusion what it came to, null before its end
 * @param figures what it counted, by vendor and figure
 * @param report the name of its page in {@code reports/}, null if there is none
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RunView(
    long no,
    String kind,
    List<String> about,
    @Nullable String askedBy,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String conclusion,
    Map<String, Map<String, Long>> figures,
    @Nullable String report) {}
