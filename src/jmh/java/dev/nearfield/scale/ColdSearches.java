package dev.nearfield.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.Snapshot;
import dev.nearfield.bench.SentenceCollection;
import dev.nearfield.bench.SentenceCollection.Question;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Searches of a collection that is not in memory yet, in a process of their own: how fast they are
 * while the pages that they need come in, and how much of the collection is in memory afterwards.
 */
final class ColdSearches {
  private static final int WARM = 5_000;

  private ColdSearches() {}

  /**
   * What was seen.
   *
   * @param perSecond searches a second of each step of questions, one after another
   * @param resident bytes of the collection in memory after the last, by part
   */
  record Seen(List<Double> perSecond, Map<String, Long> resident) {
    long residentBytes() {
      return resident.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Warms up Java on another collection, waits for a line from its parent, and searches: {@code
   * ColdSearches SENTENCES WARM COLLECTION CANDIDATES STEP STEPS}. Prints a {@link Seen} as JSON.
   *
   * @param arguments where the questions are; a small collection of the same encoding; the
   *     collection; candidates; how many searches a step has; how many steps
   */
  public static void main(String[] arguments) throws IOException {
    List<Question> questions;
    try (Snapshot sentences = Snapshot.open(Path.of(arguments[0]))) {
      questions = SentenceCollection.questions(sentences);
    }
    int candidates = Integer.parseInt(arguments[3]);
    List<SearchRequest> requests =
        questions.stream()
            .map(
                question ->
                    SearchRequest.vector(question.vector())
                        .candidates(candidates)
                        .limit(Searching.HITS))
            .toList();
    try (Snapshot warm = Snapshot.open(Path.of(arguments[1]))) {
      for (int i = 0; i < WARM; i++) {
        warm.rank(requests.get(i % requests.size()));
      }
    }
    System.out.println("ready");
    if (System.in.read() < 0) {
      throw new IOException("Nobody said that it may begin.");
    }
    Path folder = Path.of(arguments[2]);
    int step = Integer.parseInt(arguments[4]);
    try (Snapshot snapshot = Snapshot.open(folder)) {
      List<Double> perSecond = new ArrayList<>();
      int asked = 0;
      for (int i = 0; i < Integer.parseInt(arguments[5]); i++) {
        long start = System.nanoTime();
        for (int j = 0; j < step; j++) {
          snapshot.rank(requests.get(asked++ % requests.size()));
        }
        perSecond.add(step / Building.secondsSince(start));
      }
      System.out.println(
          new ObjectMapper().writeValueAsString(new Seen(perSecond, Resident.byPart(folder))));
    }
  }
}
