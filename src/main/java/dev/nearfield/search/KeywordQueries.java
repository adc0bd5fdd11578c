package dev.nearfield.search;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.store.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * Makes a Lucene query of a question's words: any of them, as the collection's analyzer sees them.
 */
final class KeywordQueries {
  private static final int LONGEST_SHOWN = 200;

  private final Analyzer analyzer;
  private final Keywords keywords;

  KeywordQueries(Analyzer analyzer, Keywords keywords) {
    this.analyzer = analyzer;
    this.keywords = keywords;
  }

  Query of(List<String> texts) throws IOException {
    return keywords.syntax() ? parsed(String.join(" ", texts)) : anyWord(texts);
  }

  /** What to mark in a text: the same words, in a form that tells them however many they are. */
  Query toMark(List<String> texts) throws IOException {
    if (keywords.syntax()) {
      return parsed(String.join(" ", texts));
    }
    List<BytesRef> terms = new ArrayList<>();
    for (String text : texts) {
      words(text).forEach(word -> terms.add(word.term));
    }
    return new TermInSetQuery(Fields.TEXT, terms);
  }

  private Query parsed(String text) {
    try {
      return new BooleanQuery.Builder()
          .add(new QueryParser(Fields.TEXT, analyzer).parse(text), Occur.MUST)
          .add(new FieldExistsQuery(Fields.VECTOR), Occur.FILTER)
          .build();
    } catch (ParseException | IllegalArgumentException | IndexSearcher.TooManyClauses e) {
      throw new InvalidInputException(
          "'%s' is not Lucene query syntax: %s Ask without syntax, or mend the query."
              .formatted(shortened(text), shortened(String.valueOf(e.getMessage()))),
          e);
    } catch (TooComplexToDeterminizeException e) {
      throw new InvalidInputException(
          "The regular expression of '%s' is too costly. Ask for something simpler."
              .formatted(shortened(text)),
          e);
    } catch (StackOverflowError e) {
      throw new InvalidInputException(
          "'%s' nests too deeply for Lucene's query parser. Flatten the query."
              .formatted(shortened(text)),
          e);
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  private Query anyWord(List<String> texts) throws IOException {
    Map<BytesRef, Integer> counts = new LinkedHashMap<>();
    List<Query> clauses = new ArrayList<>();
    for (String text : texts) {
      List<Word> words = words(text);
      words.forEach(word -> counts.merge(word.term, 1, Integer::sum));
      if (keywords.phraseBoost() > 0) {
        addPairs(clauses, words);
      }
    }
    counts.forEach((word, count) -> addWord(clauses, word, count));
    if (clauses.isEmpty()) {
      return new MatchNoDocsQuery("the question has no word that the analyzer keeps");
    }
    if (clauses.size() > IndexSearcher.getMaxClauseCount() / 4) {
      return new UnboundedDisjunction(clauses);
    }
    var any = new BooleanQuery.Builder();
    clauses.forEach(clause -> any.add(clause, Occur.SHOULD));
    return any.build();
  }

  private void addWord(List<Query> clauses, BytesRef word, int count) {
    clauses.add(boosted(new TermQuery(new Term(Fields.TEXT, word)), count));
    if (keywords.titleBoost() > 0) {
      clauses.add(
          boosted(new TermQuery(new Term(Fields.TITLE, word)), count * keywords.titleBoost()));
    }
  }

  private void addPairs(List<Query> clauses, List<Word> words) {
    for (int i = 1; i < words.size(); i++) {
      Word first = words.get(i - 1);
      Word second = words.get(i);
      PhraseQuery pair =
          new PhraseQuery.Builder()
              .setSlop(keywords.slop())
              .add(new Term(Fields.TEXT, first.term), 0)
              .add(new Term(Fields.TEXT, second.term), second.position - first.position)
              .build();
      clauses.add(boosted(pair, keywords.phraseBoost()));
    }
  }

  private static Query boosted(Query query, double boost) {
    return boost == 1 ? query : new BoostQuery(query, (float) boost);
  }

  private record Word(BytesRef term, int position) {}

  private List<Word> words(String text) throws IOException {
    List<Word> words = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream(Fields.TEXT, text)) {
      TermToBytesRefAttribute term = tokens.addAttribute(TermToBytesRefAttribute.class);
      PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
      int position = -1;
      tokens.reset();
      while (tokens.incrementToken()) {
        position += step.getPositionIncrement();
        words.add(new Word(BytesRef.deepCopyOf(term.getBytesRef()), position));
      }
      tokens.end();
    }
    return words;
  }
}
