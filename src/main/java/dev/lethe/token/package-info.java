/** Tokens that vendors want with a call: cached, made once, renewed ahead of their end. */
@NullMarked
package dev.lethe.token;

import org.jspecify.annotations.NullMarked;
