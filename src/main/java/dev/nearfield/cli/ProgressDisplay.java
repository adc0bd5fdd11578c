package dev.nearfield.cli;

import dev.nearfield.IngestReport;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how an ingest goes on; silent elsewhere. */
final class ProgressDisplay implements Consumer<IngestReport>, AutoCloseable {
  private final @Nullable ProgressBar bar;

  ProgressDisplay(String task, long documents) {
    this.bar =
        System.console() == null
            ? null
            : new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(documents)
                .setUnit(" documents", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .build();
  }

  @Override
  public void accept(IngestReport report) {
    if (bar != null) {
      bar.stepTo(report.documents());
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
