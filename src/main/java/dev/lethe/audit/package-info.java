/** Verifies receipts, their files and their chain against the ledger. Reads only. */
@NullMarked
package dev.lethe.audit;

import org.jspecify.annotations.NullMarked;
