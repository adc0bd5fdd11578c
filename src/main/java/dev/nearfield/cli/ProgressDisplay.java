package dev.nearfield.cli;

import dev.nearfield.IngestReport;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how a long task goes on; silent elsewhere. */
final class ProgressDisplay implements Consumer<IngestReport>, AutoCloseable {
  private final @Nullable ProgressBar bar;

  ProgressDisplay(String task, long documents) {
    this(task, documents, "documents");
  }

  ProgressDisplay(String task, long all, String unit) {
    this.bar =
        System.console() == null
            ? null
            : new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(all)
                .setUnit(" " + unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .build();
  }

  @Override
  public void accept(IngestReport report) {
    stepTo(report.documents());
  }

  void stepTo(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
