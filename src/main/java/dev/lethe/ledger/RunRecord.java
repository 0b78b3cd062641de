package dev.lethe.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reconciliation run as the ledger knows it.
 *
 * @param no its number
 * @param kind why it ran
 * @param about the vendors; of an expected-absent list its request id alone
 * @param cron the schedule that started it, null where none did
 * @param dueAt when that schedule wanted it
 * @param asked the number of the event that asked for it, 0 where none did
 * @param askedBy who did, null where nobody did
 * @param startedAt when it began, the first part if it was cut off
 * @param resumed whether it was cut off and went on
 * @param endedAt when it ended, null before
 * @param conclusion what it came to, null before its end
 */
public record RunRecord(
    long no,
    RunKind kind,
    List<String> about,
    @Nullable String cron,
    @Nullable Instant dueAt,
    long asked,
    @Nullable String askedBy,
    Instant startedAt,
    boolean resumed,
    @Nullable Instant endedAt,
    @Nullable String conclusion) {}
