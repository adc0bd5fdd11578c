package dev.nearfield.eval;

import dev.nearfield.Snapshot;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.DocumentSummary;
import dev.nearfield.model.EmbeddedDocument;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.SearchRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What an adapter is learned from, in memory: the embeddings of the questions and of chunks, and
 * which of them answer which. Holds the chunks of all judged documents, of the best answers that
 * are not judged relevant, and of others drawn at random, {@value #MOST_CHUNKS} at most.
 */
final class AdapterExamples {
  /** At 384 dimensions 154 MB. */
  static final int MOST_CHUNKS = 100_000;

  /** Documents are drawn at random until there are this many chunks. */
  private static final int ENOUGH_CHUNKS = 20_000;

  /** The best answers without the first few, which often answer though nobody judged them. */
  private static final int FIRST_HARD = 5;

  private static final int LAST_HARD = 25;
  private static final int PAGE = 1_000;

  private final List<Question> questions = new ArrayList<>();
  private final List<float[]> chunks = new ArrayList<>();
  private final List<Integer> documentOf = new ArrayList<>();
  private final Map<String, int[]> chunksOf = new LinkedHashMap<>();
  private final Map<String, Integer> documents = new HashMap<>();

  /**
   * A question.
   *
   * @param vector its embedding, of length 1
   * @param positives the best chunk of each relevant document, with the document's grade
   * @param relevant the numbers of the relevant documents
   * @param hard chunks that the search ranks high and nobody judged relevant
   */
  record Question(
      Query query,
      float[] vector,
      Map<Integer, Integer> positives,
      Set<Integer> relevant,
      List<Integer> hard) {

    /** The grade of a positive. */
    int grade(int chunk) {
      return positives.getOrDefault(chunk, 0);
    }
  }

  private AdapterExamples() {}

  /** Reads what the judgements name from the snapshot, and embeds the queries. */
  static AdapterExamples load(
      Snapshot snapshot, Embedder embedder, List<Query> queries, Qrels qrels, long seed) {
    AdapterExamples examples = new AdapterExamples();
    for (Query query : queries) {
      qrels.grades(query.id()).keySet().forEach(id -> examples.read(snapshot, id));
    }
    if (examples.chunks.size() > MOST_CHUNKS) {
      throw new InvalidInputException(
          "The judged documents have "
              + examples.chunks.size()
              + " chunks, and training holds at most "
              + MOST_CHUNKS
              + " in memory. Give fewer judgements.");
    }
    for (Query query : queries) {
      examples.add(snapshot, query, embedder.embedQuery(query.text()), qrels);
    }
    examples.readOthers(snapshot, seed);
    return examples;
  }

  private int[] read(Snapshot snapshot, String id) {
    int[] known = chunksOf.get(id);
    if (known != null) {
      return known;
    }
    Optional<EmbeddedDocument> found = snapshot.getEmbedded(id);
    int document = documents.size();
    documents.put(id, document);
    int[] own = new int[found.map(embedded -> embedded.chunks().size()).orElse(0)];
    for (int i = 0; i < own.length; i++) {
      own[i] = chunks.size();
      Embedding embedding = found.orElseThrow().chunks().get(i).embedding();
      chunks.add(embedding.normalized().toArray());
      documentOf.add(document);
    }
    chunksOf.put(id, own);
    return own;
  }

  private void add(Snapshot snapshot, Query query, Embedding embedding, Qrels qrels) {
    float[] vector = embedding.normalized().toArray();
    Map<Integer, Integer> positives = new LinkedHashMap<>();
    Set<Integer> relevant = new LinkedHashSet<>();
    List<Integer> hard = new ArrayList<>();
    qrels
        .grades(query.id())
        .forEach(
            (id, grade) -> {
              int[] own = read(snapshot, id);
              if (own.length > 0 && grade > 0 && !id.equals(query.id())) {
                positives.put(nearest(vector, own), grade);
                relevant.add(documents.get(id));
              } else if (own.length > 0 && grade == 0) {
                hard.add(nearest(vector, own));
              }
            });
    if (!positives.isEmpty()) {
      addHard(snapshot, query, embedding, relevant, hard);
      questions.add(new Question(query, vector, positives, relevant, hard));
    }
  }

  private void addHard(
      Snapshot snapshot,
      Query query,
      Embedding embedding,
      Set<Integer> relevant,
      List<Integer> hard) {
    SearchRequest request =
        SearchRequest.hybrid(query.text(), embedding)
            .offset(FIRST_HARD)
            .limit(LAST_HARD - FIRST_HARD);
    for (RankedChunk chunk : snapshot.rank(request)) {
      if (chunks.size() < MOST_CHUNKS) {
        int[] own = read(snapshot, chunk.documentId());
        if (!relevant.contains(documents.get(chunk.documentId()))) {
          hard.add(own[chunk.ordinal()]);
        }
      }
    }
  }

  private int nearest(float[] vector, int[] own) {
    int nearest = own[0];
    for (int chunk : own) {
      nearest = dot(vector, chunks.get(chunk)) > dot(vector, chunks.get(nearest)) ? chunk : nearest;
    }
    return nearest;
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  /** Documents that nothing was read of yet, drawn evenly in one pass over the ids. */
  private void readOthers(Snapshot snapshot, long seed) {
    int room = Math.max(0, ENOUGH_CHUNKS - chunks.size());
    Random random = new Random(seed);
    List<String> drawn = new ArrayList<>();
    int seen = 0;
    List<DocumentSummary> page = room == 0 ? List.of() : snapshot.summaries(null, PAGE);
    while (!page.isEmpty()) {
      for (DocumentSummary summary : page) {
        if (summary.chunks() > 0 && !chunksOf.containsKey(summary.id())) {
          seen++;
          int at = drawn.size() < room ? drawn.size() : random.nextInt(seen);
          if (at == drawn.size()) {
            drawn.add(summary.id());
          } else if (at < room) {
            drawn.set(at, summary.id());
          }
        }
      }
      page = snapshot.summaries(page.getLast().id(), PAGE);
    }
    for (String id : drawn) {
      if (chunks.size() < ENOUGH_CHUNKS) {
        read(snapshot, id);
      }
    }
  }

  List<Question> questions() {
    return questions;
  }

  int chunkCount() {
    return chunks.size();
  }

  float[] chunk(int chunk) {
    return chunks.get(chunk);
  }

  int documentOf(int chunk) {
    return documentOf.get(chunk);
  }
}
