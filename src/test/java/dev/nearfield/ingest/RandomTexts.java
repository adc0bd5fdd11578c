package dev.nearfield.ingest;

import dev.nearfield.model.SourceDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts of everything that breaks chunkers, the same for the same seed. */
final class RandomTexts {
  private static final List<String> PIECES =
      List.of(
          "word",
          "A",
          "sentence",
          "here.",
          "Really?",
          "Mr. Smith said \"no.\"",
          "3.14",
          "e.g. this",
          "日本語の文章です。",
          "次の文",
          "中文没有空格的长句子一直写下去",
          "한국어 문장입니다.",
          "ภาษาไทยไม่มีวรรค",
          "e\u0301a\u0308o\u0302\u0323",
          "नमस्ते",
          "👩‍👩‍👧‍👦",
          "👍🏽",
          "🇩🇪🇫🇷",
          "🙂🙂🙂🙂🙂🙂🙂🙂",
          "𝒳𝒴𝒵",
          "x".repeat(70),
          "well-known",
          "\u200B",
          "\u00A0",
          "ﬁ",
          "العربية نص.",
          "שלום עולם.");
  private static final List<String> GAPS =
      List.of(" ", " ", " ", " ", "\n", "\r\n", "\n\n", "\t", "  ", "\n \n", "", "\u2028", "\f");

  private final Random random;

  RandomTexts(long seed) {
    this.random = new Random(seed);
  }

  int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  /** A document of some headings and text. */
  ReadDocument document() {
    var text = new StringBuilder();
    var outline = new Outline();
    for (int i = upTo(4); i > 0; i--) {
      if (random.nextInt(4) > 0) {
        text.append(text.isEmpty() ? "" : "\n\n");
        int start = text.length();
        text.append("Heading ").append(i);
        outline.heading(upTo(3), "Heading " + i, start, text.length());
        text.append("\n\n");
      }
      for (int j = random.nextInt(120); j > 0; j--) {
        text.append(pick(PIECES)).append(pick(GAPS));
      }
    }
    String whole = text.toString();
    return new ReadDocument(SourceDocument.of("random", whole), outline.sections(whole));
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** A text of one section. */
  static ReadDocument plain(String text) {
    return ReadDocument.of(SourceDocument.of("plain", text));
  }

  /** What a document with pages reads like, each page a section without a heading. */
  static ReadDocument pages(String... pages) {
    var text = new StringBuilder();
    var sections = new ArrayList<Section>();
    for (int i = 0; i < pages.length; i++) {
      int start = text.length();
      text.append(pages[i]).append(i + 1 < pages.length ? "\n\n" : "");
      sections.add(new Section(start, start, text.length(), List.of(), i + 1));
    }
    return new ReadDocument(SourceDocument.of("pages", text.toString()), sections);
  }
}
