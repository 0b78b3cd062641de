/** Commands that work on the ledger beside a running service, or without one. */
@NullMarked
package dev.lethe.command;

import org.jspecify.annotations.NullMarked;
