/**
 * What people do with Lethe, as one small layer: the HTTP API, the console and the commands all
 * call {@link dev.lethe.operate.Operations} and decide nothing themselves.
 */
@NullMarked
package dev.lethe.operate;

import org.jspecify.annotations.NullMarked;
