package dev.lethe.request;

import org.jspecify.annotations.Nullable;

/**
 * One data row of a request file, exactly as it came.
 *
 * @param number counts data rows from 1
 * @param vendor the vendor cell (the folder's name where the file has none); may be empty
 * @param subject the subject cell, untouched; may be empty
 * @param reference the caller's own mark, null where there is none
 * @param defect why the row itself is no good (wrong number of cells, not an object …), null if it
 *     can be read
 */
public record Row(
    int number,
    String vendor,
    String subject,
    @Nullable String reference,
    @Nullable Rejection defect) {}
