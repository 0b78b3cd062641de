/** One lane per configured vendor: claim, batch, pace, send, settle. */
@NullMarked
package dev.lethe.lane;

import org.jspecify.annotations.NullMarked;
