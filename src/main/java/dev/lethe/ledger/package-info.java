/** The durable truth and queue: requests, items and attempts, free of Camel types. */
@NullMarked
package dev.lethe.ledger;

import org.jspecify.annotations.NullMarked;
