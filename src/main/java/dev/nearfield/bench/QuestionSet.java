package dev.nearfield.bench;

import dev.nearfield.Snapshot;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.DocumentSummary;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.EmbeddedDocument;
import dev.nearfield.model.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The questions of a bench.
 *
 * @param questions ready to be asked
 * @param source where they are from, as a report says it
 * @param embedding how long it took to embed one; null when they brought their embeddings
 */
record QuestionSet(List<BenchQuestion> questions, String source, @Nullable Percentiles embedding) {
  private static final int PAGE = 10_000;
  private static final int WORDS = 10;

  /** Texts that are not in the collection. */
  static QuestionSet ofTexts(List<String> texts, Embedder embedder, LongSupplier clock) {
    if (texts.isEmpty()) {
      throw new InvalidInputException("There are no questions. Give one text at least.");
    }
    embedder.embedQuery(texts.getFirst()); // loads the model
    long[] nanos = new long[texts.size()];
    List<BenchQuestion> questions = new ArrayList<>();
    for (String text : texts) {
      long start = clock.getAsLong();
      var vector = embedder.embedQuery(text);
      nanos[questions.size()] = clock.getAsLong() - start;
      questions.add(new BenchQuestion(text, vector, null, 0));
    }
    return new QuestionSet(questions, "given texts", Percentiles.ofNanos(nanos));
  }

  /** Chunks drawn by lot, each with the same chance. Reads an entry for each document. */
  static QuestionSet sampled(Snapshot snapshot, int most, Random lot) {
    List<Drawn> drawn = new ArrayList<>();
    long offered = 0;
    List<DocumentSummary> page = snapshot.summaries(null, PAGE);
    while (!page.isEmpty()) {
      for (DocumentSummary document : page) {
        for (int ordinal = 0; ordinal < document.chunks(); ordinal++) {
          long place = ++offered <= most ? offered - 1 : lot.nextLong(offered);
          if (place < drawn.size()) {
            drawn.set((int) place, new Drawn(document.id(), ordinal));
          } else if (place < most) {
            drawn.add(new Drawn(document.id(), ordinal));
          }
        }
      }
      page = snapshot.summaries(page.getLast().id(), PAGE);
    }
    if (drawn.isEmpty()) {
      throw new InvalidInputException(
          "The collection holds no chunk, so there is nothing to search. Add documents first.");
    }
    return new QuestionSet(
        drawn.stream().map(chunk -> chunk.read(snapshot)).toList(),
        "chunks of the collection: their embeddings, their first "
            + WORDS
            + " words; their own document is no answer",
        null);
  }

  private record Drawn(String document, int place) {
    BenchQuestion read(Snapshot snapshot) {
      EmbeddedDocument whole = snapshot.getEmbedded(document).orElseThrow();
      EmbeddedChunk chunk = whole.chunks().get(place);
      return new BenchQuestion(
          firstWords(chunk.chunk().text()), chunk.embedding(), document, whole.chunks().size());
    }
  }

  private static String firstWords(String text) {
    String[] words = text.strip().split("\\s+", WORDS + 1);
    return String.join(" ", List.of(words).subList(0, Math.min(WORDS, words.length)));
  }

  /** Whether all have words, which a search by words must have. */
  boolean haveWords() {
    return questions.stream().noneMatch(question -> question.text().isBlank());
  }
}
