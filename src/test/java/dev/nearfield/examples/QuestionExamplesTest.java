package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.JudgingSession;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.Pool;
import dev.nearfield.eval.PoolTable;
import dev.nearfield.eval.Qrels;
import dev.nearfield.eval.Query;
import dev.nearfield.eval.QuestionSet;
import dev.nearfield.eval.Run;
import dev.nearfield.eval.SearchSystem;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.eval.TopicField;
import dev.nearfield.eval.UnknownIds;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Questions of one's own: read, measured with, pooled and judged. */
final class QuestionExamplesTest {
  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  private VectorStore handbook() {
    VectorStore store = VectorStore.open(folder.resolve("handbook"), new HashingEmbedder(64));
    store.add(SourceDocument.of("refunds", "Refunds are paid within 30 days."));
    store.add(SourceDocument.of("parcels", "Parcels travel by rail and by ship."));
    store.add(SourceDocument.of("opening", "The shop opens at nine."));
    store.commit();
    return store;
  }

  @Test
  void aCollectionIsMeasuredWithATable() throws IOException {
    Path table = folder.resolve("questions.csv");
    Files.writeString(table, "question,document\nHow do parcels travel?,parcels\n");
    Path topics = Files.writeString(folder.resolve("topics.txt"), "1\tparcels\n2\trefunds\n");
    Path judgements = Files.writeString(folder.resolve("topics.qrels"), "1 0 parcels 1\n");
    try (VectorStore store = handbook();
        Snapshot snapshot = store.snapshot()) {
      // @start region="read"
      QuestionSet set = QuestionSet.readCsv(table); // question,document,grade
      QuestionSet titles =
          QuestionSet.readTopics(topics, TopicField.TITLE).withQrels(Qrels.read(judgements));
      UnknownIds unknown = set.unknownIds(snapshot); // judged, and not in the collection

      Evaluation evaluation = set.evaluation(false);
      SearchSystem words = new SearchSystem("words", SearchRequest::keyword);
      SystemResult result = evaluation.run(snapshot, List.of(words)).getFirst();
      System.out.println(result.scores().mean(Measure.parse("MRR@10")));
      // @end
      assertEquals("1.0\n", printed.take());
      assertEquals(0, unknown.documentIds().size());
      assertEquals(1, titles.judgedQueries().size());
    }
  }

  @Test
  void whatSystemsFindIsPooledAndJudged() {
    List<Query> queries = List.of(new Query("q1", "when does the shop open, and when refunds?"));
    Path table = folder.resolve("pool.csv");
    try (VectorStore store = handbook();
        Snapshot snapshot = store.snapshot()) {
      // @start region="pool"
      List<Run> runs =
          List.of(
              Pool.answers(snapshot, queries, new SearchSystem("words", SearchRequest::keyword), 2),
              Pool.answers(snapshot, queries, new SearchSystem("both", SearchRequest::hybrid), 2));
      Pool pool = Pool.of(queries, runs, 2); // in an order that tells nothing
      PoolTable.write(table, new QuestionSet(queries, Qrels.builder().build()), pool, snapshot);
      // @end
      assertEquals(pool.size(), QuestionSet.readCsv(table).queries().size() + pool.size() - 1);
      // @start region="judge"
      try (JudgingSession session =
          JudgingSession.open(folder.resolve("set"), "test", queries, pool)) {
        while (session.current().isPresent()) {
          JudgingSession.Candidate candidate = session.current().get();
          session.judge(candidate.documentId().equals("refunds") ? 1 : 0); // on the disk now
        }
      }
      QuestionSet judged = QuestionSet.readBeir(folder.resolve("set"), "test");
      // @end
      assertEquals(pool.size(), judged.qrels().size());
      assertEquals(1, judged.qrels().grade("q1", "refunds").orElseThrow());
    }
  }
}
