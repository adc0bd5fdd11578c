package dev.nearfield;

import dev.nearfield.model.Embedding;
import dev.nearfield.search.Calibration;
import dev.nearfield.search.CalibrationOptions;
import dev.nearfield.search.CalibrationReport;
import dev.nearfield.search.KeptQuestions;
import dev.nearfield.search.RecallCurve;
import dev.nearfield.search.Searcher;
import dev.nearfield.store.Collection;
import dev.nearfield.store.CollectionView;
import java.util.List;

/** Calibrates a collection, and again when it has outgrown that. One at a time. */
final class Recalibration {
  private final Collection collection;
  private final Searcher searcher;

  Recalibration(Collection collection, Searcher searcher) {
    this.collection = collection;
    this.searcher = searcher;
  }

  synchronized CalibrationReport calibrate(CalibrationOptions options) {
    try (CollectionView view = collection.view()) {
      List<Embedding> given = searcher.questions(view, options.questions());
      CalibrationReport report = new Calibration(view).report(given, options.recalls());
      if (given.isEmpty()) {
        collection.detach(KeptQuestions.ATTACHMENT);
      } else {
        collection.attach(KeptQuestions.ATTACHMENT, KeptQuestions.toBytes(given));
      }
      collection.calibration(report.curve().toSettings());
      return report;
    }
  }

  /** Calibrates again a collection that grew by half since. */
  void keepUp() {
    if (isCalibrated()) {
      again(false);
    }
  }

  /** Calibrates again a collection whose graph is another. */
  void renew() {
    if (isCalibrated()) {
      again(true);
    }
  }

  private boolean isCalibrated() {
    return !collection.manifest().calibration().isEmpty();
  }

  private synchronized void again(boolean always) {
    try (CollectionView view = collection.view()) {
      RecallCurve curve = RecallCurve.of(view.manifest().calibration()).orElseThrow();
      int chunks = view.chunks();
      if (chunks > 1 && (always || curve.isOutgrown(chunks))) {
        List<Embedding> given = curve.given() ? KeptQuestions.read(view) : List.of();
        collection.calibration(new Calibration(view).curve(given).toSettings());
      }
    }
  }
}
