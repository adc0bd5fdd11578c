package dev.nearfield.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.Place;
import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.SourceDocument;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkersTest {
  private static final String HANDBOOK =
      """
      # Handbook

      ## Refunds

      Refunds are paid within 30 days. Keep the receipt.

      Shipping is not refunded.

      ## Returns

      Send it back unused.
      """;

  private final FourCharTokens tokens = new FourCharTokens();

  private static ReadDocument markdown(String text) {
    return new ReadDocument(
        SourceDocument.of("handbook.md", text), MarkdownHeadings.of(text).outline().sections(text));
  }

  private List<String> texts(Chunker chunker, ReadDocument document) {
    return chunker.chunk(document, tokens).stream().map(placed -> placed.chunk().text()).toList();
  }

  @Test
  void sentencesFillAChunkUpToTheLimitAndStopAtAHeading() {
    assertEquals(
        List.of(
            "# Handbook\n\n"
                + "## Refunds\n\n"
                + "Refunds are paid within 30 days. Keep the receipt.\n\n"
                + "Shipping is not refunded.",
            "## Returns\n\nSend it back unused."),
        texts(Chunkers.sentences(60, 0), markdown(HANDBOOK)));
    assertEquals(
        List.of(
            "# Handbook\n\n## Refunds\n\nRefunds are paid within 30 days.",
            "Keep the receipt.\n\nShipping is not refunded.",
            "## Returns\n\nSend it back unused."),
        texts(Chunkers.sentences(17, 0), markdown(HANDBOOK)));
  }

  @Test
  void aChunkSaysItsHeadings() {
    List<PlacedChunk> chunks = Chunkers.sentences(60, 0).chunk(markdown(HANDBOOK), tokens);
    assertEquals(new Place("Handbook > Refunds", null), chunks.get(0).place());
    assertEquals(new Place("Handbook > Returns", null), chunks.get(1).place());
  }

  @Test
  void aChunkSaysThePageThatItBeginsOnAndMayRunIntoTheNext() {
    var pages = RandomTexts.pages("One two three.", "Four five six. Seven eight nine.");
    List<PlacedChunk> chunks = Chunkers.sentences(9, 0).chunk(pages, tokens);
    assertEquals("One two three.\n\nFour five six.", chunks.get(0).chunk().text());
    assertEquals(new Place(null, 1), chunks.get(0).place());
    assertEquals(new Place(null, 2), chunks.get(1).place());
  }

  @Test
  void paragraphsAreChunksAndAHeadingGoesWithItsFirst() {
    assertEquals(
        List.of(
            "# Handbook\n\n## Refunds\n\nRefunds are paid within 30 days. Keep the receipt.",
            "Shipping is not refunded.",
            "## Returns\n\nSend it back unused."),
        texts(Chunkers.paragraphs(60), markdown(HANDBOOK)));
  }

  @Test
  void aHeadingWithItsTextIsAChunkAndALongOneIsCutAtParagraphs() {
    assertEquals(
        List.of(
            "# Handbook\n\n"
                + "## Refunds\n\n"
                + "Refunds are paid within 30 days. Keep the receipt.\n\n"
                + "Shipping is not refunded.",
            "## Returns\n\nSend it back unused."),
        texts(Chunkers.headings(60), markdown(HANDBOOK)));
    assertEquals(
        List.of(
            "# Handbook\n\n## Refunds\n\nRefunds are paid within 30 days. Keep the receipt.",
            "Shipping is not refunded.",
            "## Returns\n\nSend it back unused."),
        texts(Chunkers.headings(25), markdown(HANDBOOK)));
  }

  @Test
  void theWholeDocumentIsOneChunkWithItsWhiteSpace() {
    assertEquals(List.of(" a b\n"), texts(Chunkers.wholeDocument(), RandomTexts.plain(" a b\n")));
  }

  @Test
  void aSentenceOverTheLimitIsCutAtLinesThenWordsThenCharacters() {
    assertEquals(
        List.of("one two,\nthree four", "five six", "sevensevensevensev", "enseven, nine"),
        texts(
                Chunkers.sentences(5, 0),
                RandomTexts.plain("one two,\nthree four\nfive six sevensevensevensevenseven, nine"))
            .stream()
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t \n\n"})
  void aBlankTextHasNoChunks(String blank) {
    for (Chunker chunker :
        List.of(
            Chunkers.sentences(9, 1),
            Chunkers.paragraphs(9),
            Chunkers.headings(9),
            Chunkers.wholeDocument())) {
      assertEquals(List.of(), chunker.chunk(RandomTexts.plain(blank), tokens));
    }
  }

  @Test
  void theLanguageDecidesWhereAWordEndsThatHasNoSpaces() {
    var thai = RandomTexts.plain("ภาษาไทยเป็นภาษาที่สวยงาม");
    List<String> chunks = texts(Chunkers.sentences(2, 0, Locale.forLanguageTag("th")), thai);
    assertEquals("ภาษาไทย", chunks.getFirst());
  }

  @Test
  void aLimitThatHoldsNoCharacterIsRefusedByName() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Chunkers.sentences(1, 0).chunk(RandomTexts.plain("ab"), text -> 5));
    assertEquals(
        "maxTokens must hold one character at least, and 'a' has 5 tokens, more than 1.",
        refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sentences(max=256,overlap=40)",
        "sentences(max=256,overlap=0,locale=de-CH)",
        "paragraphs(max=200)",
        "paragraphs(max=200,locale=ja)",
        "headings(max=512)",
        "headings(max=512,locale=fr)",
        "wholeDocument"
      })
  void aDescriptionParsesToAChunkerOfTheSameDescription(String description) {
    Chunker chunker = Chunkers.parse(description);
    assertEquals(description, chunker.description());
    assertEquals(chunker, Chunkers.parse(" " + description.replace(",", " , ") + " "));
  }

  @Test
  void theFactoriesGiveTheDescribedChunkers() {
    assertEquals("sentences(max=220,overlap=40)", Chunkers.sentences(220, 40).description());
    assertEquals(
        "sentences(max=220,overlap=40,locale=de)",
        Chunkers.sentences(220, 40, Locale.GERMAN).description());
    assertEquals("paragraphs(max=9)", Chunkers.paragraphs(9).description());
    assertEquals("headings(max=9)", Chunkers.headings(9).description());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sentences(max=256)|overlap must be a whole number",
        "sentences(max=x,overlap=1)|max must be a whole number, and is x",
        "sentences(max=256,overlap=40,min=3)|no setting min",
        "sentences(max=256,max=3,overlap=40)|given twice",
        "sentences max=256|has not the form",
        "words(max=256)|words' is not known",
        "wholeDocument(max=3)|no setting max",
        "paragraphs(max=3,locale=x y)|no language tag",
        "''|has not the form"
      })
  void aTextThatDescribesNoChunkerIsRefusedWithTheReason(String text, String reason) {
    var refused = assertThrows(IllegalArgumentException.class, () -> Chunkers.parse(text));
    assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
    assertTrue(String.valueOf(refused.getMessage()).contains("Known are"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0,0,maxTokens", "-1,0,maxTokens", "10,10,overlapTokens", "10,-1,overlapTokens"})
  void limitsThatMakeNoSenseAreRefusedByName(int max, int overlap, String named) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Chunkers.sentences(max, overlap));
    assertTrue(String.valueOf(refused.getMessage()).contains(named), refused.getMessage());
  }
}
