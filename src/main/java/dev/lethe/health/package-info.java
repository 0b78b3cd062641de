/** How the parts of Lethe are, why, since when, and what to do. */
@NullMarked
package dev.lethe.health;

import org.jspecify.annotations.NullMarked;
