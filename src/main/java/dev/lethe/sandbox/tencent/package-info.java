/** A simulated Tencent IM: its accounts, its strictness and its reply codes. */
@NullMarked
package dev.lethe.sandbox.tencent;

import org.jspecify.annotations.NullMarked;
