/** Lethe in numbers: what others tell of, counted, and what can be asked for, shown. */
@NullMarked
package dev.lethe.meter;

import org.jspecify.annotations.NullMarked;
