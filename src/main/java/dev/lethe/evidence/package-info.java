/** What makes evidence hold: the keys, receipts that are chained and signed, and retention. */
@NullMarked
package dev.lethe.evidence;

import org.jspecify.annotations.NullMarked;
