/** The settings of the engine and of each vendor, read and checked at start. */
@NullMarked
package dev.lethe.settings;

import org.jspecify.annotations.NullMarked;
