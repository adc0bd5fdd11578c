package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class AnalyzersTest {
  private static List<String> words(String analyzer, String text) throws IOException {
    List<String> words = new ArrayList<>();
    try (Analyzer named = Analyzers.named(analyzer);
        TokenStream tokens = named.tokenStream("text", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(term.toString());
      }
      tokens.end();
    }
    return words;
  }

  /** Each line has a stop word and two forms of one word, which its language brings together. */
  @ParameterizedTest
  @CsvSource({
    "ar, من كتاب, والكتاب",
    "de, die Häuser, das Haus",
    "en, the houses, a house",
    "es, los libros, el libro",
    "fr, les maisons, la maison",
    "hi, का किताबें, किताब",
    "it, le ragazze, una ragazza",
    "nl, de huizen, het huizen",
    "pt, as meninas, uma menina",
    "ru, и домами, не дом",
  })
  void formsOfAWordMeetAndStopWordsGo(String language, String one, String other)
      throws IOException {
    List<String> words = words(language, one);
    assertEquals(1, words.size(), words::toString);
    assertEquals(words, words(language, other));
  }

  @ParameterizedTest
  @CsvSource({"zh, 東京都, 東京 京都", "ja, ひらがな, ひら らが がな", "ko, 한국어, 한국 국어"})
  void charactersWithoutSpacesBecomeOverlappingPairs(String language, String text, String pairs)
      throws IOException {
    assertEquals(List.of(pairs.split(" ")), words(language, text));
  }

  @Test
  void thaiIsCutIntoWordsByItsDictionary() throws IOException {
    assertEquals(List.of("ภาษา", "ไทย"), words("th", "ภาษาไทย"));
  }

  @Test
  void standardOnlyCutsAndFoldsCase() throws IOException {
    assertEquals(
        List.of("the", "houses", "of", "zürich"), words("standard", "The houses of Zürich"));
  }

  @Test
  void englishStaysWhatCollectionsWereWrittenWith() {
    assertInstanceOf(EnglishAnalyzer.class, Analyzers.named("en"));
  }

  @Test
  void anUnknownNameIsToldTheKnown() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Analyzers.named("tlh")).getMessage();
    assertEquals(
        "There is no analyzer named 'tlh'. Known are"
            + " ar, de, en, es, fr, hi, it, ja, ko, nl, pt, ru, th, zh, standard.",
        message);
  }

  @ParameterizedTest
  @MethodSource("dev.nearfield.store.Analyzers#names")
  void everyAnalyzerIsOnTheLanguagesPage(String name) throws IOException {
    String page =
        Files.readString(
            Path.of(System.getProperty("project.dir", "."), "src/site/markdown/languages.md"));
    assertTrue(page.contains("| `" + name + "` |"), name);
  }
}
