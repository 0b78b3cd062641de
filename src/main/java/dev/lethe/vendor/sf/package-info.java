/** The one thing SF Express needs Java for: signing a body. */
@NullMarked
package dev.lethe.vendor.sf;

import org.jspecify.annotations.NullMarked;
