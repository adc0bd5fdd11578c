package dev.nearfield.embed.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.nearfield.embed.ModelCard;
import dev.nearfield.model.EmbeddingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * The tokenizer of a model, cut to the model's limit. A long text is tokenised no further than the
 * limit needs, however long it is. Safe for concurrent use.
 */
final class WordPieces implements AutoCloseable {
  private static final int CHARACTERS_A_TOKEN = 8;

  private final HuggingFaceTokenizer cutting;
  private final HuggingFaceTokenizer counting;
  private final int tokenLimit;

  private WordPieces(HuggingFaceTokenizer cutting, HuggingFaceTokenizer counting, int tokenLimit) {
    this.cutting = cutting;
    this.counting = counting;
    this.tokenLimit = tokenLimit;
  }

  static WordPieces load(ModelCard card) {
    Map<String, String> cut =
        Map.of(
            "truncation",
            "true",
            "padding",
            "false",
            "maxLength",
            Integer.toString(card.tokenLimit()),
            "modelMaxLength",
            Integer.toString(card.tokenLimit()));
    Map<String, String> whole =
        Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false");
    return new WordPieces(tokenizer(card, cut), tokenizer(card, whole), card.tokenLimit());
  }

  private static HuggingFaceTokenizer tokenizer(ModelCard card, Map<String, String> options) {
    try (InputStream in = card.open(card.tokenizer())) {
      return HuggingFaceTokenizer.newInstance(in, options);
    } catch (IOException | RuntimeException e) {
      throw new EmbeddingException(
          "The tokenizer "
              + card.tokenizer()
              + " of model "
              + card.name()
              + " cannot be read: "
              + e,
          e);
    }
  }

  /** The token ids that the model sees: at most its limit, closed by the final special token. */
  long[] encode(String text) {
    int length = tokenLimit * CHARACTERS_A_TOKEN;
    while (length < text.length()) {
      int end = lastBlank(text, length);
      if (end > 0) {
        Encoding encoding = cutting.encode(text.substring(0, end));
        if (encoding.getIds().length >= tokenLimit) {
          return encoding.getIds();
        }
      }
      length *= 2;
    }
    return cutting.encode(text).getIds();
  }

  /** Where the text may be cut without cutting a word: tokens never span white space. */
  private static int lastBlank(String text, int from) {
    int at = from;
    while (at > 0 && !Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    return at;
  }

  int count(String text) {
    return counting.encode(text, false, false).getIds().length;
  }

  @Override
  public void close() {
    cutting.close();
    counting.close();
  }
}
