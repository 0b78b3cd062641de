/** Files that appear whole or not at all, whoever writes them. */
@NullMarked
package dev.lethe.file;

import org.jspecify.annotations.NullMarked;
