package dev.nearfield;

/**
 * What became of the texts that a cached embedder was given as documents.
 *
 * {@snippet class="dev.nearfield.examples.EmbeddingExamplesTest" region="cached"}
 *
 * @param found texts whose embeddings were in the cache, or stood earlier in the same call
 * @param embedded texts that the model embedded
 */
public record CacheStatistics(long found, long embedded) {}
