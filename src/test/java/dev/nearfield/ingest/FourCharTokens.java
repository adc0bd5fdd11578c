package dev.nearfield.ingest;

import dev.nearfield.model.TokenCounter;
import java.util.concurrent.atomic.AtomicLong;

/** A token for every four characters of a word, begun ones included; white space is none. */
final class FourCharTokens implements TokenCounter {
  private final AtomicLong counted = new AtomicLong();

  @Override
  public int count(String text) {
    counted.addAndGet(text.length());
    int tokens = 0;
    int word = 0;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        word = 0;
      } else if (word++ % 4 == 0) {
        tokens++;
      }
    }
    return tokens;
  }

  /** How many characters were counted so far, over all calls. */
  long charactersCounted() {
    return counted.get();
  }
}
