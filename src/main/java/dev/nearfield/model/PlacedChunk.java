package dev.nearfield.model;

/**
 * A chunk and where in its document it begins.
 *
 * {@snippet class="dev.nearfield.examples.IngestExamplesTest" region="chunk"}
 */
public record PlacedChunk(Chunk chunk, Place place) {}
