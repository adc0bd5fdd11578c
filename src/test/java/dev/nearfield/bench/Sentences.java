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

/**
 * The sentences of SciFact and NFCorpus, each once, in an order that is always the same; after
 * them, for who needs more texts than the 78,434 sentences, each sentence together with the next
 * one of its document.
 */
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
    Set<String> pairs = new LinkedHashSet<>();
    for (String set : List.of("scifact", "nfcorpus")) {
      try (Stream<SourceDocument> documents = BeirDataset.open(beir.resolve(set)).documents()) {
        documents.forEach(
            document -> {
              List<String> its = sentences(document.text());
              sentences.addAll(its);
              for (int i = 1; i < its.size(); i++) {
                pairs.add(its.get(i - 1) + " " + its.get(i));
              }
            });
      }
    }
    List<String> all = shuffled(sentences);
    if (all.size() < most) {
      pairs.removeAll(sentences);
      all.addAll(shuffled(pairs));
    }
    return all.subList(0, Math.min(most, all.size()));
  }

  private static List<String> shuffled(Set<String> texts) {
    List<String> shuffled = new ArrayList<>(texts);
    Collections.shuffle(shuffled, new Random(5));
    return shuffled;
  }

  private static List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
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
    return sentences;
  }
}
