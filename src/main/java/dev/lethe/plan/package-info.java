/** What would come of a file: the dry run, without a vendor and without a row in the ledger. */
@NullMarked
package dev.lethe.plan;

import org.jspecify.annotations.NullMarked;
