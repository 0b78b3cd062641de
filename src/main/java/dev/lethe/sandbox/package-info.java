/** Simulated vendors inside the process, for people trying Lethe and for tests. */
@NullMarked
package dev.lethe.sandbox;

import org.jspecify.annotations.NullMarked;
