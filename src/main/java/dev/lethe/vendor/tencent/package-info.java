/** The one thing Tencent IM needs Java for: making a UserSig. */
@NullMarked
package dev.lethe.vendor.tencent;

import org.jspecify.annotations.NullMarked;
