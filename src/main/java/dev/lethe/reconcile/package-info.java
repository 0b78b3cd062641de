/** Asks vendors afterwards whether everybody is gone, and holds the books against each other. */
@NullMarked
package dev.lethe.reconcile;

import org.jspecify.annotations.NullMarked;
