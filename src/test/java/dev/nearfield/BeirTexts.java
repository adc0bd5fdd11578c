package dev.nearfield;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nearfield.bench.Sentences;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.Query;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The texts of SciFact and NFCorpus, where they are at hand. */
public final class BeirTexts {
  private static final Path HOME =
      Path.of(System.getenv().getOrDefault("BEIR_HOME", "../shared/data/beir"));

  private BeirTexts() {}

  private static void requireSets() {
    assumeTrue(Files.isDirectory(HOME), "BEIR_HOME names no folder with SciFact and NFCorpus");
  }

  private static List<BeirDataset> sets() {
    requireSets();
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
    requireSets();
    return Sentences.of(HOME, most);
  }
}
