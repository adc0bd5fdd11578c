package dev.nearfield.model;

/** A chunk with the embedding that it was given. */
public record EmbeddedChunk(Chunk chunk, Embedding embedding) {}
