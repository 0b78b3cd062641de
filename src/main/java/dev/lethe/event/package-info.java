/** What happens to the service as a whole: told once, kept in the ledger, heard by whoever asks. */
@NullMarked
package dev.lethe.event;

import org.jspecify.annotations.NullMarked;
