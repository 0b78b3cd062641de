/** Traces of batches and calls by OpenTelemetry, if they are switched on. */
@NullMarked
package dev.lethe.trace;

import org.jspecify.annotations.NullMarked;
