package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a lane is.
 *
 * @param vendor whose it is
 * @param title what people call the vendor
 * @param state {@code OPEN}, {@code PAUSED}, {@code HALTED} or {@code STOPPING}; {@code UNKNOWN}
 *     where only a running service would know
 * @param byOperator whether an operator paused it
 * @param reason why it does not send, as a sentence; null if it does
 * @param code the code that closed it, null if it is open
 * @param since when it came into that state
 * @param nextProbe when it tries by itself; null if it is open or waits for an operator
 * @param inFlight calls under way
 * @param backlog rows that wait, those of requests that are held among them; neither doubles nor
 *     the rows of calls under way
 * @param oldestDue since when the oldest row that is due has been waiting, null if none is
 * @param nextDue when the next row that is not due yet will be, null if there is none
 * @param rate calls a second at the most
 * @param recent calls in each of the last 60 periods of 5 seconds, the newest last; empty where
 *     only a running service would know
 */
@JsonNaming(SnakeCaseStrategy.class)
public record LaneView(
    String vendor,
    String title,
    String state,
    boolean byOperator,
    @Nullable String reason,
    @Nullable String code,
    @Nullable Instant since,
    @Nullable Instant nextProbe,
    int inFlight,
    long backlog,
    @Nullable Instant oldestDue,
    @Nullable Instant nextDue,
    double rate,
    List<Long> recent) {}
