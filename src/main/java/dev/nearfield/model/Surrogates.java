package dev.nearfield.model;

import org.jspecify.annotations.Nullable;

/** Half a surrogate pair has no UTF-8 form, so a text with one could not be given back as it came. */
final class Surrogates {
  private Surrogates() {}

  /**
   * @param what the text, as the error names it
   */
  static void requirePaired(String what, @Nullable String text) {
    int at = text == null ? -1 : indexOfUnpaired(text);
    if (text != null && at >= 0) {
      throw new InvalidInputException(
          String.format(
              "The %s has half a surrogate pair (U+%04X) at position %d. Decode the text again, or"
                  + " replace the character.",
              what, (int) text.charAt(at), at));
    }
  }

  private static int indexOfUnpaired(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      return i;
    }
    return -1;
  }
}
