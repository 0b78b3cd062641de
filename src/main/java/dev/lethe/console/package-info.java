/**
 * The console in the browser: pages that the server renders out of what {@link
 * dev.lethe.operate.Operations} says. No page decides anything; each works without script, and with
 * it what is shown keeps itself up to date.
 */
@NullMarked
package dev.lethe.console;

import org.jspecify.annotations.NullMarked;
