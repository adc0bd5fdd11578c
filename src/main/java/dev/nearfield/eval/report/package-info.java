/**
 * Reports that compare systems: figures with their significance, charts, the queries that changed
 * and the failures worth reading, and what it takes to run it all again, as one HTML file, JSON or
 * Markdown ({@link dev.nearfield.eval.report.ComparisonReport}).
 *
 * <p>A report is data first: what it tells is computed once, and its three forms show the same.
 */
@NullMarked
package dev.nearfield.eval.report;

import org.jspecify.annotations.NullMarked;
