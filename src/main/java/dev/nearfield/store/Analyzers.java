package dev.nearfield.store;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;

/** The analyzers that a collection may name in its manifest. */
final class Analyzers {
  private Analyzers() {}

  static Analyzer named(String name) {
    return switch (name) {
      case "en" -> new EnglishAnalyzer();
      case "standard" -> new StandardAnalyzer();
      default ->
          throw new IllegalArgumentException(
              "There is no analyzer named '" + name + "'. Known are en and standard.");
    };
  }
}
