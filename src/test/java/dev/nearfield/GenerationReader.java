package dev.nearfield;

import dev.nearfield.filter.Key;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;
import java.util.Map;

/** Opens a collection again and again, until it holds the last generation. */
final class GenerationReader {
  private GenerationReader() {}

  /**
   * @param args the collection's folder and the number of generations; prints what it looked at, or
   *     what was not whole
   */
  public static void main(String[] args) {
    long last = Long.parseLong(args[1]) - 1;
    long before = -1;
    int looks = 0;
    while (before < last) {
      try (Snapshot snapshot = Snapshot.open(Path.of(args[0]))) {
        Map<MetadataValue, Integer> generations = snapshot.values(Key.metadata("generation"));
        int found =
            snapshot.search(SearchRequest.keyword("text").limit(100).withoutDistances()).size();
        if (snapshot.count() == 0) {
          continue; // created, and nothing committed yet
        }
        long generation =
            ((MetadataValue.LongValue) generations.keySet().iterator().next()).value();
        if (generations.size() != 1
            || snapshot.count() != GenerationWriter.DOCUMENTS
            || found != GenerationWriter.DOCUMENTS
            || generation < before) {
          System.out.println("not whole: " + generations + " after " + before);
          return;
        }
        before = generation;
        looks++;
      }
    }
    System.out.println("whole " + looks);
  }
}
