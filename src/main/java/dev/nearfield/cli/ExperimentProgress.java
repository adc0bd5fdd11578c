package dev.nearfield.cli;

import dev.nearfield.eval.Measure;
import dev.nearfield.eval.Scores;
import dev.nearfield.eval.experiment.ExperimentEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells how an experiment goes on: a line a system, and a bar while documents are embedded. */
final class ExperimentProgress implements Consumer<ExperimentEvent>, AutoCloseable {
  private final PrintWriter out;
  private String collection = "";
  private @Nullable ProgressDisplay bar;

  ExperimentProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(ExperimentEvent event) {
    switch (event) {
      case ExperimentEvent.Indexing indexing -> show(indexing);
      case ExperimentEvent.Learning(String learner, String line) -> {
        close();
        out.println(learner + ": " + line);
        out.flush();
      }
      case ExperimentEvent.Measured measured -> {
        close();
        print(measured);
      }
    }
  }

  private void show(ExperimentEvent.Indexing indexing) {
    if (bar == null || !collection.equals(indexing.collection())) {
      close();
      collection = indexing.collection();
      bar = new ProgressDisplay(collection, indexing.documents());
    }
    bar.accept(indexing.report());
  }

  private void print(ExperimentEvent.Measured measured) {
    Scores scores = measured.outcome().result().scores();
    Measure first = scores.measures().getFirst();
    out.printf(
        Locale.ROOT,
        "%d/%d  %s  %s %.4f%s%s%n",
        measured.done(),
        measured.systems(),
        measured.outcome().result().system(),
        first,
        scores.mean(first),
        measured.outcome().takenUp() ? ", measured before" : "",
        measured.toGo().filter(left -> !left.isZero()).map(ExperimentProgress::toGo).orElse(""));
    out.flush();
  }

  private static String toGo(Duration left) {
    return left.toSeconds() < 90
        ? ", about " + Math.max(1, left.toSeconds()) + " s to go"
        : ", about " + Math.round(left.toSeconds() / 60.0) + " min to go";
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
