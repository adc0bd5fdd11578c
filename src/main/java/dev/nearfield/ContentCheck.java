package dev.nearfield;

import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.Block;
import dev.nearfield.store.CollectionCheck.Contents;
import dev.nearfield.store.CollectionCheck.Faults;
import dev.nearfield.store.Fields;
import dev.nearfield.store.Manifest;
import java.util.List;

/** Looks whether text, chunks and embeddings of each document are what its hash was taken of. */
final class ContentCheck implements Contents {
  private final EmbeddingSample sample;

  ContentCheck(EmbeddingSample sample) {
    this.sample = sample;
  }

  @Override
  public void check(Manifest manifest, Block block, Faults faults) {
    SourceDocument document = block.document();
    List<EmbeddedChunk> chunks = block.chunks();
    if (block.hash().equals(ContentHash.ofGiven(document, chunks, manifest)) && !chunks.isEmpty()) {
      return;
    }
    chunks.forEach(chunk -> checkPiece(document.text(), chunk.chunk(), faults));
    List<PlacedChunk> placed =
        chunks.stream().map(chunk -> new PlacedChunk(chunk.chunk(), chunk.place())).toList();
    if (block.hash().equals(ContentHash.of(document, placed, manifest))) {
      chunks.forEach(chunk -> sample.offer(manifest, document, chunk, faults));
    } else {
      faults.add(Fields.HASH, "title, text, chunks and model are not what the hash was taken of.");
    }
  }

  /** Chunks whose embeddings are made here are cut from the text. */
  private static void checkPiece(String text, Chunk chunk, Faults faults) {
    if (chunk.end() > text.length()) {
      faults.add(
          Fields.END,
          "chunk "
              + chunk.ordinal()
              + " ends at "
              + chunk.end()
              + ", and the text at "
              + text.length()
              + ".");
    } else if (!text.substring(chunk.start(), chunk.end()).equals(chunk.text())) {
      faults.add(
          Fields.TEXT,
          "chunk "
              + chunk.ordinal()
              + " is not the text from "
              + chunk.start()
              + " to "
              + chunk.end()
              + ".");
    }
  }

  @Override
  public void end() {
    sample.compare();
  }

  /** How many chunks were embedded again, or why none. */
  String sampled() {
    return sample.word();
  }
}
