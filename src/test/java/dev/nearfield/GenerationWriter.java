package dev.nearfield;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;

/** Writes a collection generation after generation, each committed when it is whole. */
final class GenerationWriter {
  static final int DOCUMENTS = 20;

  private GenerationWriter() {}

  /**
   * @param args the collection's folder and the number of generations
   */
  public static void main(String[] args) {
    try (VectorStore store = VectorStore.open(Path.of(args[0]), new HashingEmbedder(16))) {
      for (int generation = 0; generation < Integer.parseInt(args[1]); generation++) {
        for (int i = 0; i < DOCUMENTS; i++) {
          store.add(
              SourceDocument.of(
                  "d" + i, "text " + generation, Metadata.of("generation", generation)));
        }
        store.commit();
      }
    }
  }
}
