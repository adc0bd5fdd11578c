package dev.nearfield.embed.onnx;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;

/**
 * A Hugging Face tokenizer in native memory. Safe for concurrent use, but not while or after it is
 * closed.
 *
 * <p>It calls the native functions and not {@code HuggingFaceTokenizer} over them: that class looks
 * for GPUs, unpacks JNA for it, asks the network whether it runs in a certain cloud, and reports
 * from there.
 */
final class Tokenizer implements AutoCloseable {
  private final TokenizersLibrary library;
  private final long handle;

  private Tokenizer(TokenizersLibrary library, long handle) {
    this.library = library;
    this.handle = handle;
  }

  /** A tokenizer that cuts after so many tokens, special ones counted. */
  static Tokenizer cutting(String json, int limit) {
    Tokenizer tokenizer = of(json);
    tokenizer.library.setTruncation(tokenizer.handle, limit, "LONGEST_FIRST", 0);
    return tokenizer;
  }

  /** A tokenizer that cuts nothing. */
  static Tokenizer whole(String json) {
    Tokenizer tokenizer = of(json);
    tokenizer.library.disableTruncation(tokenizer.handle);
    return tokenizer;
  }

  private static Tokenizer of(String json) {
    TokenizersLibrary library = Natives.tokenizers();
    long handle = library.createTokenizerFromString(json);
    library.disablePadding(handle);
    return new Tokenizer(library, handle);
  }

  /** The ids of a text's tokens, with or without those that open and close it. */
  long[] encode(String text, boolean withSpecialTokens) {
    long encoding = library.encode(handle, text, withSpecialTokens);
    try {
      return library.getTokenIds(encoding);
    } finally {
      library.deleteEncoding(encoding);
    }
  }

  @Override
  public void close() {
    library.deleteTokenizer(handle);
  }
}
