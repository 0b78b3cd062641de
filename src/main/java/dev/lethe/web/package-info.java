/** The HTTP port: who may ask for what. What can be asked for stands in other packages. */
@NullMarked
package dev.lethe.web;

import org.jspecify.annotations.NullMarked;
