/** The simulated voice platform behind Yunke and Digelao, one instance per tenant. */
@NullMarked
package dev.lethe.sandbox.ciopaas;

import org.jspecify.annotations.NullMarked;
