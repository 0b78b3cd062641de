package dev.lethe.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A request for people, with who decided on it.
 *
 * @param request the request
 * @param decidedBy who approved or declined it, null before and where nobody had to
 * @param decidedWhy the reason they gave
 */
public record RequestSummary(
    RequestRecord request, @Nullable String decidedBy, @Nullable String decidedWhy) {}
