package dev.lethe.ledger;

import dev.lethe.request.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * One row to be made durable.
 *
 * @param row its number in the request, from 1
 * @param vendor the vendor as it came, for the outcome files
 * @param lane the configured vendor it belongs to, null where there is none (then it is rejected)
 * @param subject the subject as it came
 * @param reference the caller's own mark
 * @param rejection why it is never sent, null if it is to be sent
 * @param firstRow the row whose outcome it shares because it names the same subject at the same
 *     vendor, 0 where it stands for itself
 */
public record NewItem(
    int row,
    String vendor,
    @Nullable String lane,
    String subject,
    @Nullable String reference,
    @Nullable Rejection rejection,
    int firstRow) {}
