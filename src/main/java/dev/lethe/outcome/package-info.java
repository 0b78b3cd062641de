/** What a finished request leaves behind: outcomes, dead letters, receipts. */
@NullMarked
package dev.lethe.outcome;

import org.jspecify.annotations.NullMarked;
