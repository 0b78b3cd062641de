/** The benchmark's driver: runs the parts, prints the table, writes the results. */
@NullMarked
package dev.lethe.bench;

import org.jspecify.annotations.NullMarked;
