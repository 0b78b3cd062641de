/** The one thing the voice platform behind Yunke and Digelao needs Java for: its login body. */
@NullMarked
package dev.lethe.vendor.ciopaas;

import org.jspecify.annotations.NullMarked;
