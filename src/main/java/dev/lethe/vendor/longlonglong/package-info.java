/** The one thing Longlonglong needs Java for: a token that people change in a file. */
@NullMarked
package dev.lethe.vendor.longlonglong;

import org.jspecify.annotations.NullMarked;
