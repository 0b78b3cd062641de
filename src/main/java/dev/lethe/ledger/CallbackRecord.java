package dev.lethe.ledger;

/**
 * A receipt that is to be posted somewhere.
 *
 * @param no of the submission that asks for it
 * @param requestId whose receipt
 * @param url where to
 * @param tries how often it was tried
 */
public record CallbackRecord(long no, String requestId, String url, int tries) {}
