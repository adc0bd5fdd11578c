package dev.nearfield.bench;

import dev.nearfield.Embedders;
import dev.nearfield.IngestReport;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.SourceDocument;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A collection of real sentences with real embeddings in one segment, and questions that are not in
 * it: what benchmarks of the query path run on. Made once and kept; what was embedded before a
 * break is not embedded again.
 */
public final class SentenceCollection {
  private static final int QUESTIONS = 2_000;
  private static final String TEXTS = "questions.txt";
  private static final String VECTORS = "questions.f32";

  private SentenceCollection() {}

  /** A sentence that the collection does not hold, and its embedding. */
  public record Question(String text, Embedding vector) {}

  /** The folder of the collection of so many sentences. */
  public static Path folder(Path data, int sentences) {
    return data.resolve("sentences-" + sentences + "-" + Embedders.DEFAULT_MODEL);
  }

  /**
   * Makes a collection: {@code SentenceCollection BEIR DATA SENTENCES}.
   *
   * @param arguments the folder with SciFact and NFCorpus; the folder of collections, where the
   *     kept embeddings are too; how many sentences
   */
  public static void main(String[] arguments) {
    Path data = Path.of(arguments[1]);
    int sentences = Integer.parseInt(arguments[2]);
    Path folder = folder(data, sentences);
    List<String> texts = Sentences.of(Path.of(arguments[0]), sentences + QUESTIONS);
    try (Embedder embedder =
            Embedders.cached(
                Embedders.lazy(Embedders.DEFAULT_MODEL),
                data.resolve("cache-" + Embedders.DEFAULT_MODEL));
        VectorStore store = VectorStore.open(folder, embedder)) {
      ask(store, embedder, texts.subList(0, QUESTIONS));
      IngestReport report =
          store.addAll(
              IntStream.range(QUESTIONS, texts.size())
                  .mapToObj(i -> SourceDocument.of("s" + i, texts.get(i))));
      store.optimize();
      System.out.println(folder + ": " + report);
    }
  }

  private static void ask(VectorStore store, Embedder embedder, List<String> texts) {
    ByteBuffer bytes =
        ByteBuffer.allocate(texts.size() * embedder.identity().dimension() * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (Embedding embedding : embedder.embedDocuments(texts)) {
      for (float component : embedding.toArray()) {
        bytes.putFloat(component);
      }
    }
    store.attach(
        TEXTS,
        String.join("\n", texts.stream().map(SentenceCollection::oneLine).toList())
            .getBytes(StandardCharsets.UTF_8));
    store.attach(VECTORS, bytes.array());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /** The questions that a collection keeps beside its documents. */
  public static List<Question> questions(Snapshot snapshot) {
    List<String> texts =
        new String(snapshot.attachments().find(TEXTS).orElseThrow(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    ByteBuffer bytes =
        ByteBuffer.wrap(snapshot.attachments().find(VECTORS).orElseThrow())
            .order(ByteOrder.LITTLE_ENDIAN);
    List<Question> questions = new ArrayList<>();
    for (String text : texts) {
      float[] vector = new float[snapshot.manifest().model().dimension()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = bytes.getFloat();
      }
      questions.add(new Question(text, Embedding.of(vector)));
    }
    return questions;
  }
}
