/**
 * The report of a reconciliation run: what was checked and what came of it, as JSON, as CSV and as
 * a page for people. It knows neither the ledger nor a vendor; whoever runs the reconciliation
 * hands it figures and lines.
 */
@NullMarked
package dev.lethe.report;

import org.jspecify.annotations.NullMarked;
