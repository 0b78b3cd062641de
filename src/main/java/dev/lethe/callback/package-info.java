/** Posts signed receipts to where their submitters want them, and to nobody else. */
@NullMarked
package dev.lethe.callback;

import org.jspecify.annotations.NullMarked;
