package dev.nearfield.cli;

import dev.nearfield.eval.Qrels;
import dev.nearfield.eval.QuestionSet;
import dev.nearfield.eval.TopicField;
import dev.nearfield.eval.UnknownIds;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Questions of one's own, in any of the forms that are read. */
final class QuestionOptions {
  private static final int SHOWN = 5;

  @Option(
      names = "--questions",
      paramLabel = "FILE|DIR",
      description =
          "Questions: a CSV file, TREC topics, BEIR's queries.jsonl, or a folder with it and"
              + " qrels/.")
  @Nullable Path questions;

  @Option(
      names = "--qrels",
      paramLabel = "FILE",
      description = "Their judgements, in BEIR's form (.tsv) or TREC's, in place of other ones.")
  @Nullable Path qrels;

  @Option(
      names = "--topics",
      paramLabel = "PART",
      defaultValue = "TITLE",
      description = "What is asked of TREC topics: title or description (default: title).")
  TopicField topics = TopicField.TITLE;

  /** Reads the questions and their judgements. */
  QuestionSet read(Path source, String split) {
    QuestionSet set = QuestionSet.read(source, split, topics);
    return qrels == null ? set : set.withQrels(Qrels.read(qrels));
  }

  /** Tells of judged ids that nobody holds. */
  static void printUnknown(PrintWriter out, UnknownIds unknown, String where) {
    print(out, unknown.queryIds(), "judged queries are not among the questions");
    print(out, unknown.documentIds(), "judged documents are not in " + where);
  }

  private static void print(PrintWriter out, Set<String> ids, String what) {
    if (!ids.isEmpty()) {
      out.printf(
          "  %d %s: %s%s%n",
          ids.size(),
          what,
          ids.stream().limit(SHOWN).map(id -> OneLine.of(id, 60)).collect(Collectors.joining(", ")),
          ids.size() > SHOWN ? " and others" : "");
    }
  }
}
