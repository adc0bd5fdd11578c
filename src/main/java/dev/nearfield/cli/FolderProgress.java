package dev.nearfield.cli;

import dev.nearfield.IngestEvent;
import dev.nearfield.IngestEvent.FileState;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how a folder goes in: a bar on a terminal, and a line for each file that fails. */
final class FolderProgress implements Consumer<IngestEvent>, AutoCloseable {
  /** A file may have a million bad rows. */
  private static final int MOST_FAILURES = 100;

  private static final long MEBI = 1 << 20;
  private static final long SMALL = 10 * MEBI;

  private final PrintWriter err;
  private final boolean verbose;
  private @Nullable ProgressBar bar;
  private long failures;

  /**
   * @param verbose a line for every file that is read, gone or skipped too
   */
  FolderProgress(PrintWriter err, boolean verbose) {
    this.err = err;
    this.verbose = verbose;
  }

  @Override
  public void accept(IngestEvent event) {
    switch (event) {
      case IngestEvent.Found found -> begin(found.bytes());
      case IngestEvent.File file -> {
        if (verbose && file.state() != FileState.UNCHANGED) {
          line(file.state().name().toLowerCase(Locale.ROOT) + " " + file.name());
        }
        if (bar != null && file.state() != FileState.GONE) {
          bar.stepBy(file.bytes());
        }
      }
      case IngestEvent.Failed failed -> {
        failures++;
        if (verbose || failures <= MOST_FAILURES) {
          line(failed.name() + ": " + failed.reason());
        }
      }
      case IngestEvent.Skipped skipped -> {
        if (verbose) {
          line(skipped.name() + " skipped: " + skipped.reason());
        }
      }
      case IngestEvent.Progress progress -> {
        if (bar != null) {
          bar.setExtraMessage(Counts.of(progress.documents()));
        }
      }
    }
  }

  private void begin(long bytes) {
    close();
    if (System.console() != null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("ingest")
              .setInitialMax(bytes)
              .setUnit(bytes < SMALL ? " kB" : " MB", bytes < SMALL ? 1 << 10 : MEBI)
              .setStyle(ProgressBarStyle.ASCII)
              .showSpeed()
              .build();
    }
  }

  /** Lines of complaint stand before the bar, which is drawn anew. */
  private void line(String text) {
    if (bar != null) {
      err.print("\r\u001b[K");
    }
    err.println(text);
    err.flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    if (!verbose && failures > MOST_FAILURES) {
      line((failures - MOST_FAILURES) + " more failures; --verbose shows them all.");
    }
    failures = 0;
  }
}
