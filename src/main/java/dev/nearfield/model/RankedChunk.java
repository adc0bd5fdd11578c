package dev.nearfield.model;

/**
 * A chunk's place in a ranking, without its text.
 *
 * {@snippet class="dev.nearfield.examples.SearchExamplesTest" region="rank"}
 *
 * @param documentId the document that it belongs to
 * @param ordinal its place in the document, from 0
 * @param score what the mode ranks by, larger is better
 */
public record RankedChunk(String documentId, int ordinal, double score) {}
