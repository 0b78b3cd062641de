/** A vendor that costs little, in a process of its own. */
@NullMarked
package dev.lethe.bench.stub;

import org.jspecify.annotations.NullMarked;
