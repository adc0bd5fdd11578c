package dev.nearfield.eval.experiment;

/**
 * The collection that a system was measured on.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="experiment"}
 *
 * @param collection its name
 * @param documents how many documents it has
 * @param chunks how many chunks
 * @param bytes what it takes on disk
 */
public record IndexFacts(String collection, int documents, int chunks, long bytes) {}
