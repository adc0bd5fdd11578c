package dev.nearfield.peers;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;

/** A store with given vectors and no texts, of one segment; a snapshot a search. */
final class NearfieldPeer implements Peer {
  private final VectorStore store;

  NearfieldPeer(Path folder, int dimension) {
    ModelIdentity unit = new ModelIdentity("given", "1", dimension, "mean", true, "", "", 0);
    this.store = VectorStore.open(folder, unit);
  }

  @Override
  public String name() {
    return "Nearfield";
  }

  @Override
  public String settings() {
    return "as a collection is unless told; a snapshot a search, ids of documents";
  }

  @Override
  public void build(float[][] vectors) {
    for (int i = 0; i < vectors.length; i++) {
      store.add(SourceDocument.of(String.valueOf(i), ""), Embedding.of(vectors[i]));
    }
    store.optimize();
  }

  @Override
  public int[] search(float[] question, int effort) {
    SearchRequest request =
        SearchRequest.vector(Embedding.of(question)).candidates(effort).limit(HITS);
    try (Snapshot snapshot = store.snapshot()) {
      return snapshot.rank(request).stream()
          .mapToInt(chunk -> Integer.parseInt(chunk.documentId()))
          .toArray();
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
