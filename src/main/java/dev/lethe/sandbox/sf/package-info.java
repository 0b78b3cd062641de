/** A simulated SF Express butler: its users, its signatures and both readings of its failures. */
@NullMarked
package dev.lethe.sandbox.sf;

import org.jspecify.annotations.NullMarked;
