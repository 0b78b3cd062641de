/** Time that does not jump under the engine's feet. */
@NullMarked
package dev.lethe.time;

import org.jspecify.annotations.NullMarked;
