/** Programs that do less than Lethe, or what one would write instead of it. */
@NullMarked
package dev.lethe.bench.yardstick;

import org.jspecify.annotations.NullMarked;
