/** JMH benchmarks of the pieces through which every row goes. */
@NullMarked
package dev.lethe.bench.hot;

import org.jspecify.annotations.NullMarked;
