/**
 * Timed intake: due deletions out of a database of the user's, and their results back into it.
 *
 * <p>Plain JDBC on purpose. camel-sql marks row by row, and can neither keep one transaction over
 * many batches nor hold a cursor open while a file is written; here a million rows are read as a
 * stream, and marked all or not at all.
 */
@NullMarked
package dev.lethe.source;

import org.jspecify.annotations.NullMarked;
