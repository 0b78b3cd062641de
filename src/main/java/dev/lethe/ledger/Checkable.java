package dev.lethe.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item that was said to be gone, and is due for a look.
 *
 * @param key the ledger's own key of it
 * @param subject as it came, or the keyed hash that stands for it
 * @param outcome {@code DELETED} or {@code ALREADY_ABSENT}
 * @param code the code that decided it, null if there was none
 * @param decidedAt when it was decided
 * @param goneAt when a look first saw it gone, null if none ever did
 * @param retired whether the subject is a hash: nobody may be asked for it
 */
public record Checkable(
    long key,
    String subject,
    ItemState outcome,
    @Nullable String code,
    Instant decidedAt,
    @Nullable Instant goneAt,
    boolean retired) {}
