package dev.nearfield.search;

import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.search.CalibrationReport.Row;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Damage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Measures how far searches of a view have to walk along its graph for a wanted recall. Reads every
 * vector once for each question.
 *
 * {@snippet class="dev.nearfield.examples.RecallExamplesTest" region="calibrate"}
 */
public final class Calibration {
  /** By how many sampled questions a curve is made. */
  private static final int SAMPLE = 1_000;

  private final CollectionView view;

  public Calibration(CollectionView view) {
    this.view = view;
  }

  /**
   * The curve of the view's graph and what it comes to.
   *
   * @param given embeddings of questions; none for questions made of chunks
   * @param recalls the wanted recalls to report on
   * @throws InvalidInputException when the view has no two chunks to sample
   */
  public CalibrationReport report(List<Embedding> given, List<Double> recalls) {
    try {
      List<Asked> all = given.isEmpty() ? sampled(2 * SAMPLE) : asked(given);
      List<Asked> measured = new ArrayList<>();
      List<Asked> reported = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        (i % 2 == 0 ? measured : reported).add(all.get(i));
      }
      RecallCurve curve = new GraphRecall(view, measured).curve(!given.isEmpty());
      return new CalibrationReport(curve, reported.size(), rows(curve, reported, recalls));
    } catch (IOException | RuntimeException e) {
      throw Damage.reading("The calibration failed", view.searcher().getIndexReader(), e);
    }
  }

  /** The curve alone, by all questions. */
  public RecallCurve curve(List<Embedding> given) {
    try {
      List<Asked> all = given.isEmpty() ? sampled(SAMPLE) : asked(given);
      return new GraphRecall(view, all).curve(!given.isEmpty());
    } catch (IOException | RuntimeException e) {
      throw Damage.reading("The calibration failed", view.searcher().getIndexReader(), e);
    }
  }

  private List<Asked> sampled(int most) throws IOException {
    List<Asked> sampled = Asked.sampled(view, most, new Random(42));
    if (sampled.size() < 2) {
      throw new InvalidInputException(
          "The collection holds "
              + sampled.size()
              + " chunks, so there is nothing to calibrate. Add documents first.");
    }
    return sampled;
  }

  private static List<Asked> asked(List<Embedding> given) {
    return given.stream().map(Asked::given).toList();
  }

  private List<Row> rows(RecallCurve curve, List<Asked> questions, List<Double> recalls)
      throws IOException {
    GraphRecall others = new GraphRecall(view, questions);
    List<Row> rows = new ArrayList<>();
    for (int limit : RecallCurve.LIMITS) {
      for (double wanted : recalls) {
        OptionalInt explored = explored(curve, wanted, limit);
        if (explored.isPresent()) {
          Shares found = others.of(explored.getAsInt(), limit);
          rows.add(new Row(limit, wanted, explored, found.mean(), found.error()));
        } else {
          rows.add(new Row(limit, wanted, explored, 1, 0));
        }
      }
    }
    return rows;
  }

  /** As a search decides it. */
  private OptionalInt explored(RecallCurve curve, double wanted, int limit) throws IOException {
    OptionalInt explored = wanted == 1 ? OptionalInt.empty() : curve.explored(wanted, limit);
    return explored.isPresent() && Effort.paysOff(view, explored.getAsInt())
        ? explored
        : OptionalInt.empty();
  }
}
