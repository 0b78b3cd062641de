/**
 * Files and vendor replies made at random, driven through the real thing. Each try comes from one
 * seed; what a failing try was is in the test's report.
 */
package dev.lethe.fuzz;
