/** What a vendor is: its settings, its subject rule, and what its replies mean. */
@NullMarked
package dev.lethe.vendor;

import org.jspecify.annotations.NullMarked;
