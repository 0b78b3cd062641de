/** What is measured, a class for each part. */
@NullMarked
package dev.lethe.bench.part;

import org.jspecify.annotations.NullMarked;
