/** From a file in the inbox to rows in the ledger. */
@NullMarked
package dev.lethe.intake;

import org.jspecify.annotations.NullMarked;
