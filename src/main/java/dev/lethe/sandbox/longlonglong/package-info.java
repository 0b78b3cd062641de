/** A simulated Longlonglong: its two customer pools, its strictness and its counts. */
@NullMarked
package dev.lethe.sandbox.longlonglong;

import org.jspecify.annotations.NullMarked;
