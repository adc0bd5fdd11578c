package dev.nearfield.model;

/** A chunk and where in its document it begins. */
public record PlacedChunk(Chunk chunk, Place place) {}
