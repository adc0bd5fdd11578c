package dev.nearfield.eval.report;

import java.util.OptionalInt;

/**
 * A document where a system ranks it.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="report"}
 *
 * @param rank from 1
 * @param documentId which document
 * @param score what the system ranks by
 * @param grade what the judgements say; empty when they do not
 */
public record RankedDocument(int rank, String documentId, float score, OptionalInt grade) {}
