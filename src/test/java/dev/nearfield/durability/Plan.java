package dev.nearfield.durability;

import dev.nearfield.StoreOptions;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.ingest.Chunker;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An endless history of a store that a seed gives. Step n is the same whatever became of those
 * before, so that a child process and its parent need to agree on the seed alone.
 */
record Plan(long seed) {
  static final int WORDS = 30;

  private static final int IDS = 60;
  private static final int YEARS = 12;
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final Chunker CHUNKER = Chunkers.sentences(6, 0);

  static final StoreOptions OPTIONS =
      StoreOptions.defaults()
          .analyzer("standard")
          .chunker(CHUNKER)
          .clock(Clock.fixed(NOON, ZoneOffset.UTC));

  static HashingEmbedder embedder() {
    return new HashingEmbedder(16);
  }

  /** The document as the store keeps it, with the times of a clock that stands. */
  static SourceDocument stamped(SourceDocument document) {
    return document.withTimes(NOON, NOON);
  }

  static Chunker chunker() {
    return CHUNKER;
  }

  Step step(int number) {
    // Neighbouring seeds of Random give neighbouring numbers: they are scattered first.
    Random random = new Random(new SplittableRandom(seed * 1_000_003 + number).nextLong());
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 ->
          new Step.Add(documents(random.nextInt(IDS), 1 + random.nextInt(6), random));
      case 8, 9 -> new Step.Update(id(random), metadata(random));
      case 10, 11 -> new Step.Delete(id(random));
      case 12 -> new Step.DeleteYear(year(random));
      case 13, 14 -> new Step.Look();
      case 15, 16 -> new Step.Commit();
      case 17, 18 -> new Step.Merge();
      default -> new Step.Reopen();
    };
  }

  /** What a store should hold that held the given documents, after a number of steps. */
  Map<String, SourceDocument> after(int steps, Map<String, SourceDocument> before) {
    Map<String, SourceDocument> state = new TreeMap<>(before);
    for (int number = 0; number < steps; number++) {
      step(number).apply(state);
    }
    return state;
  }

  /** Documents of different ids. */
  private static List<SourceDocument> documents(int first, int count, Random random) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> document("d" + i % IDS, random))
        .toList();
  }

  private static SourceDocument document(String id, Random random) {
    String text =
        IntStream.range(0, random.nextInt(6))
            .mapToObj(i -> sentence(random))
            .collect(Collectors.joining(" "));
    SourceDocument document = SourceDocument.of(id, text, metadata(random));
    return random.nextInt(3) == 0 ? document.withTitle("w" + random.nextInt(WORDS)) : document;
  }

  private static String sentence(Random random) {
    return IntStream.range(0, 4)
        .mapToObj(i -> (i == 0 ? "W" : "w") + random.nextInt(WORDS))
        .collect(Collectors.joining(" ", "", "."));
  }

  private static Metadata metadata(Random random) {
    return Metadata.of("year", year(random), "part", "p" + random.nextInt(5));
  }

  private static int year(Random random) {
    return 2000 + random.nextInt(YEARS);
  }

  private static String id(Random random) {
    return "d" + random.nextInt(IDS);
  }
}
