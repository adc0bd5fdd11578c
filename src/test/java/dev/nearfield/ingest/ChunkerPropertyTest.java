package dev.nearfield.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.Chunk;
import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.TokenCounter;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkerPropertyTest {
  private static final int SEEDS = 400;

  /** No cluster in the random texts has more tokens than this by {@link FourCharTokens}. */
  private static final int LARGEST_CLUSTER = 3;

  private final FourCharTokens tokens = new FourCharTokens();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sentences(max=%d,overlap=0)",
        "sentences(max=%d,overlap=2)",
        "sentences(max=%d,overlap=1,locale=ja)",
        "sentences(max=%d,overlap=0,locale=th)",
        "paragraphs(max=%d)",
        "headings(max=%d)",
        "wholeDocument"
      })
  void everyTextIsCutWithoutLossAndWithinTheLimit(String form) {
    for (int seed = 0; seed < SEEDS; seed++) {
      var texts = new RandomTexts(seed);
      ReadDocument document = texts.document();
      int max = LARGEST_CLUSTER - 1 + texts.upTo(40);
      Chunker chunker = Chunkers.parse(form.formatted(max));
      List<PlacedChunk> chunks = chunker.chunk(document, tokens);
      String context = "seed " + seed + ", " + chunker.description();
      assertLossless(document, chunks, context);
      if (chunker != Chunkers.wholeDocument()) {
        assertWithin(max, chunks, context);
        assertNoClusterCut(document.text(), chunks, context);
        assertNoHeadingCrossed(document, chunks, context);
      }
    }
  }

  private static void assertLossless(
      ReadDocument document, List<PlacedChunk> chunks, String context) {
    String text = document.text();
    var covered = new BitSet(text.length());
    int lastStart = -1;
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.get(i).chunk();
      assertEquals(i, chunk.ordinal(), context);
      assertEquals(text.substring(chunk.start(), chunk.end()), chunk.text(), context);
      assertEquals(document.placeAt(chunk.start()), chunks.get(i).place(), context);
      assertFalse(chunk.text().isBlank(), context);
      assertTrue(chunk.start() > lastStart, context);
      lastStart = chunk.start();
      covered.set(chunk.start(), chunk.end());
    }
    for (int i = covered.nextClearBit(0); i < text.length(); i = covered.nextClearBit(i + 1)) {
      assertTrue(
          Character.isWhitespace(text.charAt(i)), context + ": character " + i + " is in no chunk");
    }
  }

  private void assertWithin(int max, List<PlacedChunk> chunks, String context) {
    for (PlacedChunk placed : chunks) {
      int count = tokens.count(placed.chunk().text());
      assertTrue(count <= max, context + ": " + count + " tokens");
    }
  }

  private static void assertNoClusterCut(String text, List<PlacedChunk> chunks, String context) {
    var borders = new BitSet(text.length() + 1);
    var clusters = Pattern.compile("\\X").matcher(text);
    borders.set(0);
    while (clusters.find()) {
      borders.set(clusters.end());
    }
    for (PlacedChunk placed : chunks) {
      Chunk chunk = placed.chunk();
      assertTrue(borders.get(chunk.start()), context + ": cut before " + chunk);
      assertTrue(borders.get(chunk.end()), context + ": cut after " + chunk);
    }
  }

  private static void assertNoHeadingCrossed(
      ReadDocument document, List<PlacedChunk> chunks, String context) {
    for (PlacedChunk placed : chunks) {
      Chunk chunk = placed.chunk();
      for (Section section : document.sections()) {
        boolean crossed =
            section.hasHeading()
                && chunk.start() < section.start()
                && chunk.end() > section.start();
        assertFalse(crossed, context + ": " + chunk + " crosses " + section);
      }
    }
  }

  @Test
  void aChunkRepeatsWholeSentencesUpToTheOverlapAndNoMore() {
    var sentences = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      sentences.append("This is sentence number ").append(i).append(". ");
    }
    var document = RandomTexts.plain(sentences.toString());
    List<PlacedChunk> chunks = Chunkers.sentences(40, 16, Locale.ENGLISH).chunk(document, tokens);
    assertTrue(chunks.size() > 20);
    for (int i = 1; i < chunks.size(); i++) {
      Chunk before = chunks.get(i - 1).chunk();
      Chunk chunk = chunks.get(i).chunk();
      String repeated = document.text().substring(chunk.start(), before.end());
      assertTrue(repeated.startsWith("This is sentence"), repeated);
      assertTrue(repeated.endsWith("."), repeated);
      int count = tokens.count(repeated);
      assertTrue(count > 8 && count <= 16, count + " tokens repeated");
      assertTrue(chunk.end() > before.end());
    }
  }

  @Test
  void aMegabyteWordIsCutAtTheLimitWithoutCountingItOverAndOver() {
    int length = 1 << 20;
    var document = RandomTexts.plain("x".repeat(length));
    List<PlacedChunk> chunks = Chunkers.sentences(64, 8).chunk(document, tokens);
    assertEquals(length / (64 * 4), chunks.size());
    assertLossless(document, chunks, "one word");
    assertTrue(tokens.charactersCounted() < 6L * length, "counted " + tokens.charactersCounted());
  }

  @Test
  void aMegabyteOfCombiningMarksIsCutBetweenThem() {
    var document = RandomTexts.plain("a" + "\u0301".repeat(1 << 20));
    List<PlacedChunk> chunks = Chunkers.sentences(64, 8).chunk(document, tokens);
    assertLossless(document, chunks, "combining marks");
    assertWithin(64, chunks, "combining marks");
  }

  @Test
  void aMegabyteOfEmojiIsNeverCutInsideAFamily() {
    var document = RandomTexts.plain("👩‍👩‍👧‍👦".repeat(100_000));
    List<PlacedChunk> chunks = Chunkers.sentences(64, 8).chunk(document, tokens);
    assertLossless(document, chunks, "families");
    assertWithin(64, chunks, "families");
    assertNoClusterCut(document.text(), chunks, "families");
  }

  @Test
  void longTextsAreCountedAFewTimesAtMost() {
    for (String piece :
        List.of(
            "a. ", "... ", "a\n", "Word ", "。", "中", "\"A.\" ", "1.", ") ", "\n\nx", "a.\u0301")) {
      var counter = new FourCharTokens();
      String text = piece.repeat((1 << 18) / piece.length());
      var document = RandomTexts.plain(text);
      for (String form :
          List.of("sentences(max=64,overlap=0)", "paragraphs(max=64)", "headings(max=64)")) {
        List<PlacedChunk> chunks = Chunkers.parse(form).chunk(document, counter);
        assertLossless(document, chunks, form + " on " + piece);
      }
      assertTrue(counter.charactersCounted() < 15L * text.length(), piece);
    }
  }

  @Test
  void aModelThatCountsAWordAsOneTokenStillGetsShortChunks() {
    var document = RandomTexts.plain("data:image/png;base64," + "iVBORw0KGgo".repeat(10_000));
    List<PlacedChunk> chunks = Chunkers.sentences(16, 0).chunk(document, text -> 1);
    assertLossless(document, chunks, "base64");
    for (PlacedChunk placed : chunks) {
      assertTrue(placed.chunk().text().length() <= 16 * 32);
    }
  }

  @Test
  void theLimitHoldsForACounterWhoseCountsDoNotAddUp() {
    // Two tokens more for each sentence that is not the last, as special tokens between would be.
    var texts = RandomTexts.plain("One two three. ".repeat(500));
    TokenCounter joined = text -> tokens.count(text) + 2 * (text.split("\\. ", -1).length - 1);
    for (PlacedChunk placed : Chunkers.sentences(30, 10).chunk(texts, joined)) {
      assertTrue(joined.count(placed.chunk().text()) <= 30);
    }
  }
}
