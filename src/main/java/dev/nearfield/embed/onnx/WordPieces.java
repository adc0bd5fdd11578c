package dev.nearfield.embed.onnx;

import dev.nearfield.embed.ModelCard;
import dev.nearfield.model.EmbeddingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tokenizer of a model, cut to the model's limit. A long text is tokenised no further than the
 * limit needs, however long it is. Safe for concurrent use.
 */
final class WordPieces implements AutoCloseable {
  private static final int CHARACTERS_A_TOKEN = 8;

  private final ModelCard card;
  private final Tokenizer cutting;
  private @Nullable Tokenizer counting;

  private WordPieces(ModelCard card, Tokenizer cutting) {
    this.card = card;
    this.cutting = cutting;
  }

  static WordPieces load(ModelCard card) {
    return new WordPieces(
        card, tokenizer(card, json -> Tokenizer.cutting(json, card.tokenLimit())));
  }

  private static Tokenizer tokenizer(ModelCard card, Function<String, Tokenizer> kind) {
    try (InputStream in = card.open(card.tokenizer())) {
      return kind.apply(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (EmbeddingException e) {
      throw e;
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
    int tokenLimit = card.tokenLimit();
    int length = tokenLimit * CHARACTERS_A_TOKEN;
    while (length < text.length()) {
      int end = lastBlank(text, length);
      if (end > 0) {
        long[] ids = cutting.encode(text.substring(0, end), true);
        if (ids.length >= tokenLimit) {
          return ids;
        }
      }
      length *= 2;
    }
    return cutting.encode(text, true);
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
    return counting().encode(text, false).length;
  }

  /** Made when it is first needed, because a search never counts. */
  private synchronized Tokenizer counting() {
    Tokenizer tokenizer = counting;
    if (tokenizer == null) {
      tokenizer = tokenizer(card, Tokenizer::whole);
      counting = tokenizer;
    }
    return tokenizer;
  }

  @Override
  public synchronized void close() {
    cutting.close();
    if (counting != null) {
      counting.close();
    }
  }
}
