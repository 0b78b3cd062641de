/** Checks routes and settings without starting anything or calling anybody. */
@NullMarked
package dev.lethe.lint;

import org.jspecify.annotations.NullMarked;
