package dev.nearfield.eval;

import dev.nearfield.VectorStore;
import dev.nearfield.model.SourceDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A collection whose questions and documents have no word in common: a question's word q7 asks for
 * the document's word d7. Which words belong together is all that there is to learn.
 */
final class Dialects {
  private static final int WORDS = 24;
  private static final int DOCUMENTS = 160;

  private Dialects() {}

  /** Fills the store with documents of three words each. */
  static void fill(VectorStore store) {
    for (int i = 0; i < DOCUMENTS; i++) {
      store.add(SourceDocument.of("doc" + i, text("d", i)));
    }
  }

  /** A question for each document. */
  static JudgedQueries questions() {
    List<Query> queries = new ArrayList<>();
    Qrels.Builder qrels = Qrels.builder();
    for (int i = 0; i < DOCUMENTS; i++) {
      queries.add(new Query("question" + i, text("q", i)));
      qrels.add("question" + i, "doc" + i, 1);
    }
    return new JudgedQueries("dialects/train", queries, qrels.build());
  }

  /** The same questions, each answered by a document drawn at random. */
  static JudgedQueries noise(long seed) {
    Random random = new Random(seed);
    List<Query> queries = questions().queries();
    Qrels.Builder qrels = Qrels.builder();
    queries.forEach(query -> qrels.add(query.id(), "doc" + random.nextInt(DOCUMENTS), 1));
    return new JudgedQueries("dialects/noise", queries, qrels.build());
  }

  private static String text(String dialect, int document) {
    Random random = new Random(document);
    Set<String> words = new LinkedHashSet<>();
    while (words.size() < 3) {
      words.add(dialect + random.nextInt(WORDS));
    }
    return String.join(" ", words);
  }
}
