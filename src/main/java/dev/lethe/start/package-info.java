/** What happens before the first row: checks of the routes, and one clear line if it cannot be. */
@NullMarked
package dev.lethe.start;

import org.jspecify.annotations.NullMarked;
