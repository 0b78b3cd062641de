/**
 * What people do with Lethe, done by a service that runs elsewhere: {@code Operations} over HTTP.
 */
@NullMarked
package dev.lethe.client;

import org.jspecify.annotations.NullMarked;
