package dev.nearfield;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.Query;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Files;
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

/** The texts of SciFact and NFCorpus, where they are at hand. */
public final class BeirTexts {
  private static final Path HOME =
      Path.of(System.getenv().getOrDefault("BEIR_HOME", "../shared/data/beir"));

  private BeirTexts() {}

  private static List<BeirDataset> sets() {
    assumeTrue(Files.isDirectory(HOME), "BEIR_HOME names no folder with SciFact and NFCorpus");
    return Stream.of("scifact", "nfcorpus")
        .map(name -> BeirDataset.open(HOME.resolve(name)))
        .toList();
  }

  /** The documents of both sets; skips the test where they are not at hand. */
  public static List<SourceDocument> documents() {
    List<SourceDocument> all = new ArrayList<>();
    for (BeirDataset set : sets()) {
      try (Stream<SourceDocument> documents = set.documents()) {
        documents.forEach(all::add);
      }
    }
    return all;
  }

  /** The test questions of both sets. */
  public static List<String> questions() {
    return sets().stream().flatMap(set -> set.queries("test").stream()).map(Query::text).toList();
  }

  /** Different sentences of the documents, shuffled, always in the same way. */
  public static List<String> sentences(int most) {
    Set<String> sentences = new LinkedHashSet<>();
    documents().forEach(document -> addSentences(sentences, document.text()));
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
      if (sentence.length() >= 20) {
        sentences.add(sentence);
      }
      start = end;
    }
  }
}
