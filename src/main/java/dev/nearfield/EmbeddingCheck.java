package dev.nearfield;

import dev.nearfield.embed.Embedder;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.Block;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Whether a model still gives the embeddings that are stored: of documents drawn by lot, a chunk
 * each is embedded again. A model whose file was changed under the same name and revision is found
 * out so; it would answer questions from another space than the documents'.
 *
 * {@snippet class="dev.nearfield.examples.AuditExamplesTest" region="embeddings"}
 *
 * @param sampled how many chunks were embedded again
 * @param least the least cosine between a stored embedding and the new one; 1 for no chunk
 * @param different the chunks whose cosine is below {@value #SAME}
 */
public record EmbeddingCheck(int sampled, double least, List<Different> different) {
  /** The cosine from which on two embeddings are the same, but for another processor's rounding. */
  public static final double SAME = .9999;

  private static final long SEED = 42;

  public EmbeddingCheck {
    different = List.copyOf(different);
  }

  /**
   * A chunk whose embedding the model does not give again.
   *
   * @param documentId its document
   * @param ordinal its place in the document
   * @param cosine between the stored embedding and the new one
   */
  public record Different(String documentId, int ordinal, double cosine) {}

  private record Drawn(SourceDocument document, EmbeddedChunk chunk) {}

  /**
   * Embeds chunks again. Documents whose embeddings were given from outside are left out.
   *
   * @param documents how many documents are drawn
   * @throws dev.nearfield.model.EmbeddingException when the model cannot be asked
   */
  public static EmbeddingCheck of(Snapshot snapshot, Embedder embedder, int documents) {
    Random lot = new Random(SEED);
    List<Drawn> chunks = new ArrayList<>();
    for (int doc : draw(snapshot.view(), documents, lot)) {
      Block block = snapshot.view().blocks().block(doc);
      if (isMadeHere(block, snapshot.manifest())) {
        EmbeddedChunk chunk = block.chunks().get(lot.nextInt(block.chunks().size()));
        chunks.add(new Drawn(block.document(), chunk));
      }
    }
    return compare(chunks, embedder);
  }

  /** Documents by Lucene's numbers, each with the same chance. */
  private static List<Integer> draw(CollectionView view, int wanted, Random lot) {
    List<Integer> drawn = new ArrayList<>();
    int[] offered = {0};
    view.documents()
        .visit(
            null,
            doc -> {
              offered[0]++;
              if (drawn.size() < wanted) {
                drawn.add(doc);
              } else {
                int place = lot.nextInt(offered[0]);
                if (place < wanted) {
                  drawn.set(place, doc);
                }
              }
              return wanted > 0;
            });
    return drawn;
  }

  private static boolean isMadeHere(Block block, Manifest manifest) {
    List<PlacedChunk> placed =
        block.chunks().stream()
            .map(chunk -> new PlacedChunk(chunk.chunk(), chunk.place()))
            .toList();
    return !placed.isEmpty()
        && block.hash().equals(ContentHash.of(block.document(), placed, manifest));
  }

  private static EmbeddingCheck compare(List<Drawn> chunks, Embedder embedder) {
    if (chunks.isEmpty()) {
      return new EmbeddingCheck(0, 1, List.of());
    }
    List<Embedding> again =
        embedder.embedDocuments(
            chunks.stream()
                .map(drawn -> Pipeline.embeddedText(drawn.document(), drawn.chunk().chunk()))
                .toList());
    double least = 1;
    List<Different> different = new ArrayList<>();
    for (int i = 0; i < again.size(); i++) {
      Drawn drawn = chunks.get(i);
      double cosine = drawn.chunk().embedding().cosine(again.get(i));
      least = Math.min(least, cosine);
      if (cosine < SAME) {
        different.add(
            new Different(drawn.document().id(), drawn.chunk().chunk().ordinal(), cosine));
      }
    }
    return new EmbeddingCheck(chunks.size(), least, different);
  }
}
