/** How a failure inside Lethe is told. */
@NullMarked
package dev.lethe.fault;

import org.jspecify.annotations.NullMarked;
