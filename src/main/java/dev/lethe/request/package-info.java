/** Request files: what they are called, how they are decoded, and the rows in them. */
@NullMarked
package dev.lethe.request;

import org.jspecify.annotations.NullMarked;
