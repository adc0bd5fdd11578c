package dev.nearfield.eval;

/**
 * What a test says of one comparison among many.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="compare"}
 *
 * @param p the probability of a difference at least as large by chance, were this the only
 *     comparison
 * @param corrected p by Holm's correction for all comparisons that were made
 */
public record TestResult(double p, double corrected) {}
