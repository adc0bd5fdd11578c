package dev.nearfield.store;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.th.ThaiTokenizer;

/**
 * The analyzers that a collection may name in its manifest: how titles, texts and questions become
 * the words of the keyword side. The languages page tells what each of them does.
 *
 * {@snippet class="dev.nearfield.examples.CollectionExamplesTest" region="analyzers"}
 */
public final class Analyzers {
  private static final Map<String, Supplier<Analyzer>> KNOWN =
      Map.ofEntries(
          Map.entry("ar", ArabicAnalyzer::new),
          Map.entry("de", GermanAnalyzer::new),
          Map.entry("en", EnglishAnalyzer::new),
          Map.entry("es", SpanishAnalyzer::new),
          Map.entry("fr", FrenchAnalyzer::new),
          Map.entry("hi", HindiAnalyzer::new),
          Map.entry("it", ItalianAnalyzer::new),
          Map.entry("ja", CJKAnalyzer::new),
          Map.entry("ko", CJKAnalyzer::new),
          Map.entry("nl", DutchAnalyzer::new),
          Map.entry("pt", PortugueseAnalyzer::new),
          Map.entry("ru", RussianAnalyzer::new),
          Map.entry("standard", StandardAnalyzer::new),
          Map.entry("th", Analyzers::thai),
          Map.entry("zh", CJKAnalyzer::new));

  private static final List<String> NAMES =
      Stream.concat(
              KNOWN.keySet().stream().filter(name -> name.length() == 2).sorted(),
              Stream.of("standard"))
          .toList();

  private Analyzers() {}

  /** The names: languages by their ISO 639-1 code in alphabetical order, then {@code standard}. */
  public static List<String> names() {
    return NAMES;
  }

  static Analyzer named(String name) {
    return known(name).get();
  }

  /** Refuses a name before anything is written under it. */
  static String requireKnown(String name) {
    known(name);
    return name;
  }

  private static Supplier<Analyzer> known(String name) {
    Supplier<Analyzer> analyzer = KNOWN.get(name);
    if (analyzer == null) {
      throw new IllegalArgumentException(
          "There is no analyzer named '" + name + "'. Known are " + String.join(", ", NAMES) + ".");
    }
    return analyzer;
  }

  private static Analyzer thai() {
    if (!ThaiTokenizer.DBBI_AVAILABLE) {
      throw new IllegalArgumentException(
          "The analyzer 'th' needs the Thai dictionary of the module jdk.localedata, which this"
              + " Java runtime lacks. Add the module to the runtime, or name 'standard'.");
    }
    return new ThaiAnalyzer();
  }
}
