package dev.nearfield.bench;

import dev.nearfield.eval.BeirDataset;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** The sentences of SciFact and NFCorpus, each once, in an order that is always the same. */
public final class Sentences {
  private static final int SHORTEST = 20;

  private Sentences() {}

  /**
   * The first sentences.
   *
   * @param beir the folder of both sets
   * @param most how many at the most
   */
  public static List<String> of(Path beir, int most) {
    Set<String> sentences = new LinkedHashSet<>();
    for (String set : List.of("scifact", "nfcorpus")) {
      try (Stream<SourceDocument> documents = BeirDataset.open(beir.resolve(set)).documents()) {
        documents.forEach(document -> addSentences(sentences, document.text()));
      }
    }
    List<String> shuffled = new ArrayList<>(sentences);
    Collections.shuffle(shuffled, new Random(5));
    return shuffled.subList(0, Math.min(most, shuffled.size()));
  }

  private static void addSentences(Set<String> sentences, String text) {
    BreakIterator borders = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    borders.setText(text);
    int start = borders.first();
    for (int end = borders.next(); end != BreakIterator.DONE; end = borders.next()) {
      String sentence = text.substring(start, end).strip();
      if (sentence.length() >= SHORTEST) {
        sentences.add(sentence);
      }
      start = end;
    }
  }
}
