package dev.nearfield.fuzz;

import dev.nearfield.ingest.Chunker;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.ingest.ReadDocument;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.TokenCounter;
import java.util.BitSet;
import java.util.List;

/** Random texts, cut into chunks that must lose nothing and keep to the limit. */
final class FuzzedChunks {
  /** Counts UTF-16 code units, so that a limit is kept to unless one cluster is over it. */
  private static final TokenCounter CHARACTERS = String::length;

  private FuzzedChunks() {}

  static void cut(byte choice, byte size, String text) {
    int max = 2 + (size & 0x3F);
    Chunker chunker =
        switch (Math.floorMod(choice, 4)) {
          case 0 -> Chunkers.sentences(max, 0);
          case 1 -> Chunkers.sentences(max, max / 2);
          case 2 -> Chunkers.paragraphs(max);
          default -> Chunkers.headings(max);
        };
    ReadDocument document = ReadDocument.of(SourceDocument.of("fuzzed", text));
    require(text, max, chunker.chunk(document, CHARACTERS));
  }

  private static void require(String text, int max, List<PlacedChunk> chunks) {
    var covered = new BitSet(text.length());
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.get(i).chunk();
      require(chunk.ordinal() == i, chunk);
      require(chunk.text().equals(text.substring(chunk.start(), chunk.end())), chunk);
      require(!chunk.text().isBlank(), chunk);
      require(chunk.text().length() <= max || isOneCluster(chunk.text()), chunk);
      covered.set(chunk.start(), chunk.end());
    }
    for (int i = covered.nextClearBit(0); i < text.length(); i = covered.nextClearBit(i + 1)) {
      require(Character.isWhitespace(text.charAt(i)), "character " + i + " is in no chunk");
    }
  }

  private static boolean isOneCluster(String text) {
    return text.matches("(?s)\\X");
  }

  private static void require(boolean holds, Object what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
