package dev.nearfield.examples;

import static dev.nearfield.filter.Filters.atLeast;
import static dev.nearfield.filter.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nearfield.Embedders;
import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.Qrels;
import dev.nearfield.eval.Query;
import dev.nearfield.eval.SearchSystem;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.examples.TourPage.Step;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Key;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Explanation;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Hits;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.Recency;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.DefaultLocale;

/**
 * The tour on the page tour.md: every piece of its code is a region of this test, in the order in
 * which it runs here, and what the page shows beneath it is what it prints.
 */
@DefaultLocale("en")
final class TourTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));
  private static final Map<String, String> REGIONS =
      Regions.of(PROJECT.resolve("src/test/java/dev/nearfield/examples/TourTest.java"));

  private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+");

  /** Scores differ a little between processors, as GoldenVectorsTest tells. */
  private static final double ALIKE = 0.05;

  private final List<Step> page = TourPage.steps(PROJECT.resolve("src/site/markdown/tour.md"));
  private int next;

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path tour;
  @TempDir private Path colours;

  @Test
  void theTourRunsAsThePageTellsIt() {
    Path folder = tour;
    // @start region="open"
    StoreOptions options = StoreOptions.defaults().chunker(Chunkers.paragraphs(200));
    Embedder embedder = Embedders.load("all-minilm-l6-v2");
    VectorStore store = VectorStore.open(folder, embedder, options);
    // @end
    shows("open");
    add(store);
    search(store);
    change(store);
    look(store);
    ask(store);
    vectors();
    evaluate(store);
    // @start region="close"
    store.close();
    embedder.close();
    try (Snapshot reader = Snapshot.open(folder)) {
      System.out.println(reader.count() + " documents of " + reader.manifest().model().name());
    }
    // @end
    shows("close");
    assertEquals(page.size(), next, "the page has more code than the tour");
    assertEquals(REGIONS.size(), next, "the tour has more regions than were run");
  }

  private void add(VectorStore store) {
    // @start region="add"
    SourceDocument camera =
        SourceDocument.of(
                "camera",
                """
                Charge the battery overnight before the first use of the camera.

                The lens is cleaned with a soft dry cloth.

                Pictures are saved on a memory card, which the camera formats.
                """)
            .withTitle("The camera")
            .withSource("help/camera.md")
            .withMetadata(Metadata.of("topic", "goods", "tags", List.of("photo")));
    System.out.println(store.add(camera));
    System.out.println(store.add(camera));
    // @end
    shows("add");
    // @start region="add-all"
    String articles =
        """
        refunds      | money    | 2025 | Refunds are paid to your card within 30 days.
        refunds-2019 | money    | 2019 | Refunds are paid to your bank account within 60 days.
        voucher      | money    | 2023 | A gift voucher is valid for three years.
        returns      | goods    | 2024 | Send goods back unused and in their box.
        shipping     | delivery | 2022 | Parcels leave on weekdays and arrive within three days.
        abroad       | delivery | 2024 | Parcels to other countries may need customs papers.
        warranty     | repairs  | 2021 | Broken appliances are mended free of charge.
        """;
    List<SourceDocument> documents = new ArrayList<>();
    for (String article : articles.split("\n")) {
      String[] cells = article.split(" *\\| ");
      documents.add(
          SourceDocument.of(cells[0], cells[3])
              .withTimes(Instant.parse(cells[2] + "-01-01T00:00:00Z"), null)
              .withMetadata(Metadata.of("topic", cells[1], "year", Integer.valueOf(cells[2]))));
    }
    store.addAll(documents.stream());
    store.commit();
    System.out.println(store.count() + " documents");
    // @end
    shows("add-all");
  }

  private void search(VectorStore store) {
    // @start region="search"
    for (SearchMode mode : SearchMode.values()) {
      Hits hits = store.search(SearchRequest.of(mode, "How long is a present card valid?"));
      for (Hit hit : hits.list().subList(0, 2)) {
        System.out.printf("%s %d. %.2f %s%n", mode, hit.rank(), hit.score(), hit.text());
      }
    }
    // @end
    shows("search");
    // @start region="filter"
    Filter recent = eq("topic", "money").and(atLeast("year", 2020));
    System.out.println(recent.equals(Filter.parse("topic = 'money' AND year >= 2020")));
    for (Hit hit : store.search(SearchRequest.hybrid("refund to my bank account").where(recent))) {
      System.out.println(hit.documentId() + " " + hit.metadata());
    }
    // @end
    shows("filter");
  }

  private void change(VectorStore store) {
    // @start region="change"
    Metadata metadata = store.get("voucher").orElseThrow().metadata();
    store.update("voucher", metadata.with("reviewed", true));
    System.out.println(store.get("voucher").orElseThrow().metadata());

    store.delete("returns");
    store.delete(Filter.parse("topic = 'repairs' AND year < 2022"));
    store.deleteSource("help/withdrawn.md");
    System.out.println(store.count() + " documents");
    // @end
    shows("change");
  }

  private void look(VectorStore store) {
    // @start region="snapshot"
    try (Snapshot now = store.snapshot()) {
      store.delete("abroad");
      System.out.println(now.count() + " documents here, " + store.count() + " in the store");
      System.out.println(now.count(eq("topic", "money")) + " on money");
      now.values(Key.metadata("tags"))
          .forEach((tag, count) -> System.out.println(tag.toObject() + " in " + count));
      for (SourceDocument document : now.list("camera", 2)) {
        System.out.println(document.id() + ", " + document.wordCount() + " words");
      }
    }
    // @end
    shows("snapshot");
  }

  private void ask(VectorStore store) {
    // @start region="explain"
    SearchRequest question = SearchRequest.hybrid("refund to my bank account").limit(2);
    Hit hit = store.search(question.fuse(Fusion.rrf(60)).explain()).first();
    Explanation why = Objects.requireNonNull(hit.explanation());
    System.out.println(hit.documentId() + " " + hit.score());
    System.out.println("keyword " + why.keyword());
    System.out.println("vector " + why.vector());
    // @end
    shows("explain");
    // @start region="refine"
    SearchRequest money = question.where(eq("topic", "money"));
    Recency fading = new Recency(Key.CREATED, Duration.ofDays(365), 1);
    for (SearchRequest request : List.of(money, money.diversity(0.2), money.recency(fading))) {
      System.out.println(store.search(request).stream().map(Hit::documentId).toList());
    }
    // @end
    shows("refine");
    // @start region="chunks"
    SearchRequest pictures =
        SearchRequest.hybrid("charge it and save pictures on its card").limit(2);
    for (SearchRequest request : List.of(pictures, pictures.chunksEach(1))) {
      System.out.println(store.search(request).stream().map(Hit::documentId).toList());
    }
    Hit best = store.search(pictures.highlighted().neighbours(1)).first();
    System.out.println(best.highlights());
    System.out.println(best.context());
    // @end
    shows("chunks");
  }

  private void vectors() {
    // @start region="vectors"
    try (VectorStore paints = VectorStore.open(colours, ModelIdentity.external("rgb", 3))) {
      paints.add(SourceDocument.of("rust", "A warm red"), Embedding.of(0.7f, 0.25f, 0.05f));
      paints.add(SourceDocument.of("navy", ""), Embedding.of(0.0f, 0.0f, 0.5f));
      for (Hit hit : paints.search(SearchRequest.vector(Embedding.of(0.5f, 0.5f, 0.0f)))) {
        System.out.printf("%s %.3f%n", hit.documentId(), hit.distance());
      }
    }
    // @end
    shows("vectors");
  }

  private void evaluate(VectorStore store) {
    // @start region="evaluate"
    List<Query> questions =
        List.of(
            new Query("q1", "How do I get my money back?"),
            new Query("q2", "How do I wipe dust off the glass of my camera?"));
    Qrels.Builder judgements = Qrels.builder();
    judgements.add("q1", "refunds", 1).add("q1", "refunds-2019", 1).add("q2", "camera", 1);
    List<Measure> measures = List.of(Measure.parse("nDCG@10"));
    Evaluation evaluation = new Evaluation(questions, judgements.build(), measures, false);
    List<SearchSystem> systems =
        List.of(
            new SearchSystem("by words", SearchRequest::keyword),
            new SearchSystem("by meaning", SearchRequest::vector),
            new SearchSystem("by both", SearchRequest::hybrid));
    try (Snapshot now = store.snapshot()) {
      for (SystemResult result : evaluation.run(now, systems)) {
        System.out.println(result.system() + " " + result.scores());
      }
    }
    // @end
    shows("evaluate");
  }

  /** The region that has just run is the next piece of code on the page, and printed the same. */
  private void shows(String region) {
    String output = printed.take();
    Step step = page.get(next++);
    assertEquals(REGIONS.get(region), step.code());
    assertEquals(
        DECIMAL.matcher(step.output()).replaceAll("#"), DECIMAL.matcher(output).replaceAll("#"));
    Matcher shown = DECIMAL.matcher(step.output());
    Matcher given = DECIMAL.matcher(output);
    while (shown.find() && given.find()) {
      double one = Double.parseDouble(shown.group());
      double other = Double.parseDouble(given.group());
      assertEquals(one, other, ALIKE, () -> region + " prints " + output);
    }
  }
}
