package dev.nearfield.model;

/**
 * Counts the tokens of a text as a model's tokenizer sees them. Safe for concurrent use.
 *
 * {@snippet class="dev.nearfield.examples.EmbeddingExamplesTest" region="tokens"}
 */
@FunctionalInterface
public interface TokenCounter {

  /** The number of tokens, special tokens left out. */
  int count(String text);
}
