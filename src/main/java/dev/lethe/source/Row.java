package dev.lethe.source;

/**
 * A row of a source.
 *
 * @param key the source's own, never empty
 */
record Row(String key, String vendor, String subject, String reference) {}
