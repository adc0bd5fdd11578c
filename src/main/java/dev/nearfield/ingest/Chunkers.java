package dev.nearfield.ingest;

import java.util.Locale;

/**
 * The built-in chunkers.
 *
 * <p>A limit of tokens holds by the counter that {@link Chunker#chunk} is given; a token is taken
 * to stand for at most 32 characters, so that a long word that a model does not know and counts as
 * one token does not make an endless chunk.
 *
 * {@snippet class="dev.nearfield.examples.IngestExamplesTest" region="chunk"}
 */
public final class Chunkers {
  private Chunkers() {}

  /**
   * Whole sentences up to a number of tokens, and never across a heading. A sentence over the limit
   * is cut at its line breaks, then at its words, then between characters.
   *
   * @param maxTokens the most tokens in a chunk
   * @param overlapTokens the most tokens that a chunk repeats from the one before, in whole
   *     sentences; 0 for none
   * @throws IllegalArgumentException unless {@code 0 <= overlapTokens < maxTokens}
   */
  public static Chunker sentences(int maxTokens, int overlapTokens) {
    return sentences(maxTokens, overlapTokens, Locale.ROOT);
  }

  /** {@link #sentences(int, int)} by the rules of a language for where a sentence ends. */
  public static Chunker sentences(int maxTokens, int overlapTokens, Locale locale) {
    return new SentenceChunker(maxTokens, overlapTokens, locale);
  }

  /**
   * A chunk for each paragraph, the heading above with the first. Paragraphs are apart by a blank
   * line; one over the limit is cut as by {@link #sentences}.
   *
   * @param maxTokens the most tokens in a chunk
   */
  public static Chunker paragraphs(int maxTokens) {
    return paragraphs(maxTokens, Locale.ROOT);
  }

  /** {@link #paragraphs(int)} by the rules of a language for where a sentence ends. */
  public static Chunker paragraphs(int maxTokens, Locale locale) {
    return new ParagraphChunker(maxTokens, locale);
  }

  /**
   * A chunk for each heading and the text under it, down to the next heading; a section over the
   * limit is cut at its paragraphs, and those as by {@link #paragraphs}.
   *
   * @param maxTokens the most tokens in a chunk
   */
  public static Chunker headings(int maxTokens) {
    return headings(maxTokens, Locale.ROOT);
  }

  /** {@link #headings(int)} by the rules of a language for where a sentence ends. */
  public static Chunker headings(int maxTokens, Locale locale) {
    return new HeadingChunker(maxTokens, locale);
  }

  /** One chunk, whatever its length: the model decides how much of it it takes in. */
  public static Chunker wholeDocument() {
    return WholeDocumentChunker.INSTANCE;
  }

  /**
   * The chunker of a description.
   *
   * @throws IllegalArgumentException for a text that describes no built-in chunker
   */
  public static Chunker parse(String description) {
    return ChunkerDescription.parse(description).chunker();
  }
}
