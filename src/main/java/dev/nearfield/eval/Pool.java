package dev.nearfield.eval;

import dev.nearfield.Snapshot;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.SearchRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The documents that are worth judging: for each question, the union of several systems' best
 * answers. Their order is that of a checksum of both ids, which tells nothing of who found what, or
 * how high, and is the same each time. Immutable.
 *
 * {@snippet class="dev.nearfield.examples.QuestionExamplesTest" region="pool"}
 *
 * @see <a href="https://trec.nist.gov/pubs/trec8/papers/overview_8.pdf">pooling at TREC</a>
 */
public final class Pool {
  private final Map<String, List<String>> documents;

  private Pool(Map<String, List<String>> documents) {
    this.documents = Collections.unmodifiableMap(documents);
  }

  /**
   * The pool of some runs.
   *
   * @param queries the questions that are pooled; others of the runs are not looked at
   * @param depth how many of each answer, 1 or more
   */
  public static Pool of(List<Query> queries, List<Run> runs, int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("depth must be >= 1, got " + depth + ".");
    }
    Map<String, List<String>> documents = new LinkedHashMap<>();
    for (Query query : queries) {
      Set<String> union = new LinkedHashSet<>();
      for (Run run : runs) {
        run.answer(query.id()).stream()
            .limit(depth)
            .forEach(answer -> union.add(answer.documentId()));
      }
      List<String> shuffled = new ArrayList<>(union);
      shuffled.sort(
          Comparator.comparingLong((String id) -> checksum(query.id(), id))
              .thenComparing(Comparator.naturalOrder()));
      documents.put(query.id(), List.copyOf(shuffled));
    }
    return new Pool(documents);
  }

  private static long checksum(String queryId, String documentId) {
    var checksum = new CRC32();
    checksum.update((queryId + '\n' + documentId).getBytes(StandardCharsets.UTF_8));
    return checksum.getValue();
  }

  /** A system's best documents for each question, at most {@code depth} of them. */
  public static Run answers(
      Snapshot snapshot, List<Query> queries, SearchSystem system, int depth) {
    Run.Builder run = Run.builder();
    for (Query query : queries) {
      SearchRequest request = system.request().apply(query.text()).limit(depth).chunksEach(1);
      Set<String> seen = new HashSet<>();
      for (RankedChunk chunk : snapshot.rank(request)) {
        if (seen.add(chunk.documentId())) {
          run.add(query.id(), chunk.documentId(), chunk.score());
        }
      }
    }
    return run.build();
  }

  /** The documents of a question; none for one that is not pooled. */
  public List<String> documents(String queryId) {
    return documents.getOrDefault(queryId, List.of());
  }

  /** The number of documents of all questions. */
  public int size() {
    return documents.values().stream().mapToInt(List::size).sum();
  }

  /** This pool without the documents that a collection does not hold, such as another run's. */
  public Pool heldBy(Snapshot snapshot) {
    Map<String, List<String>> held = new LinkedHashMap<>();
    documents.forEach(
        (queryId, ids) ->
            held.put(queryId, ids.stream().filter(id -> snapshot.get(id).isPresent()).toList()));
    return new Pool(held);
  }
}
