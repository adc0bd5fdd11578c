package dev.nearfield.eval;

import dev.nearfield.Snapshot;
import dev.nearfield.embed.AdapterOrigin;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.QueryAdapter;
import dev.nearfield.eval.AdapterExamples.Question;
import dev.nearfield.model.InvalidInputException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns a query adapter for a collection from judged queries, and refuses one that does not help.
 *
 * <p>The training queries are held back in turn, together with every document relevant to them, and
 * an adapter learned from the others is measured on them. Where training stops, and how much of
 * what it learned is used, is what serves hybrid searches for them best; then one adapter is
 * learned from all queries to the same point. It is refused unless the queries held back gain more
 * than chance would give.
 *
 * <p>Development queries, where they are given, decide that instead, among the points at which the
 * queries held back do not lose more than chance would take, and it is they that must gain. Give
 * them when most documents that will be asked for are judged already. The same input and seed give
 * the same adapter.
 *
 * {@snippet class="dev.nearfield.examples.AdapterExamplesTest" region="train"}
 */
public final class AdapterTraining {
  /** The fewest queries with a relevant document to learn from. */
  public static final int FEWEST_QUERIES = 20;

  private static final String MEASURE = "hybrid nDCG@10";

  private final Snapshot snapshot;
  private final Embedder embedder;
  private final AdapterSettings settings;
  private final List<AdapterPoint> points;
  private final Clock clock;
  private final Consumer<String> progress;

  /**
   * @param snapshot the collection, of the embedder's model
   * @param clock gives the adapter its date
   * @param progress is told in a line what has been done
   */
  public AdapterTraining(
      Snapshot snapshot,
      Embedder embedder,
      AdapterSettings settings,
      Clock clock,
      Consumer<String> progress) {
    this.snapshot = snapshot;
    this.embedder = embedder;
    this.settings = settings;
    this.points = AdapterPoint.upTo(settings.epochs());
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Learns from the training queries.
   *
   * @param dev decides how far to go; null when the queries held back do
   * @throws InvalidInputException for too few queries with a relevant document in the collection,
   *     or more judged documents than memory is planned for
   */
  public AdapterOutcome train(JudgedQueries train, @Nullable JudgedQueries dev) {
    AdapterExamples examples =
        AdapterExamples.load(snapshot, embedder, train.queries(), train.qrels(), settings.seed());
    requireEnough(train, examples.questions().size());
    progress.accept(
        String.format(
            "%d queries of %s, %d chunks in memory",
            examples.questions().size(), train.name(), examples.chunkCount()));
    AdapterLearner learner =
        new AdapterLearner(examples, settings, embedder.identity().dimension());
    AdapterTally heldBack = inTurn(examples, learner, train.qrels());
    Learning learning = new Learning(train, examples, learner);
    return dev == null ? byHeldBack(learning, heldBack) : byDev(learning, heldBack, dev);
  }

  /** What both ways to decide go on from. */
  private record Learning(JudgedQueries train, AdapterExamples examples, AdapterLearner learner) {
    int queries() {
      return examples.questions().size();
    }
  }

  private AdapterOutcome byHeldBack(Learning learning, AdapterTally heldBack) {
    int best = heldBack.best();
    HeldBackGain gain = gain(learning, heldBack, best, heldBack.fairGain());
    if (!gain.gain().isGain()) {
      return refused("queries that were held back", gain.gain(), gain);
    }
    AskedQueries nobody = new AskedQueries(snapshot, List.of(), List.of(), Qrels.builder().build());
    List<float[]> weights = new ArrayList<>();
    tally(learning.learner(), HeldBack.nothing(), nobody, weights::add);
    return learned(learning, weights.get(best), gain);
  }

  private AdapterOutcome byDev(Learning learning, AdapterTally heldBack, JudgedQueries dev) {
    List<float[]> weights = new ArrayList<>();
    AdapterTally onDev = tally(learning.learner(), HeldBack.nothing(), asked(dev), weights::add);
    int best = onDev.bestWhereKept(heldBack);
    if (best < 0) {
      int least = heldBack.best();
      Significance loss = heldBack.gain(least);
      return refused("queries that were held back", loss, gain(learning, heldBack, least, loss));
    }
    progress.accept(dev.name() + ", " + sentence(onDev, best));
    HeldBackGain gain = gain(learning, heldBack, best, heldBack.gain(best));
    Significance devGain = onDev.gain(best);
    return devGain.isGain()
        ? learned(learning, weights.get(best), gain)
        : refused("queries of " + dev.name(), devGain, gain);
  }

  private AdapterOutcome learned(Learning learning, float[] weights, HeldBackGain gain) {
    AdapterOrigin origin =
        new AdapterOrigin(
            clock.instant(),
            learning.train().name(),
            learning.queries(),
            gain.epochs(),
            gain.strength(),
            MEASURE,
            gain.queries(),
            gain.before(),
            gain.after());
    return new AdapterOutcome.Learned(new QueryAdapter(embedder.identity(), origin, weights), gain);
  }

  private static void requireEnough(JudgedQueries train, int queries) {
    if (queries < FEWEST_QUERIES) {
      throw new InvalidInputException(
          "An adapter is learned from at least "
              + FEWEST_QUERIES
              + " queries with a relevant document in the collection, and "
              + train.name()
              + " has "
              + queries
              + ". Judge more.");
    }
  }

  private AdapterTally inTurn(AdapterExamples examples, AdapterLearner learner, Qrels qrels) {
    List<Set<Integer>> relevant = examples.questions().stream().map(Question::relevant).toList();
    List<HeldBack> folds = HeldBack.folds(relevant, settings.seed());
    List<AdapterTally> tallies = new ArrayList<>();
    for (HeldBack fold : folds) {
      List<Question> questions =
          Arrays.stream(fold.questions()).mapToObj(examples.questions()::get).toList();
      AskedQueries asked = AskedQueries.of(snapshot, questions, qrels);
      AdapterTally tally = tally(learner, fold, asked, weights -> {});
      tallies.add(tally);
      progress.accept(
          String.format(
              "fold %d of %d, %s", tallies.size(), folds.size(), sentence(tally, tally.best())));
    }
    return AdapterTally.join(tallies);
  }

  /** Learns without what is held back, and asks the queries at each point on the way. */
  private AdapterTally tally(
      AdapterLearner learner, HeldBack heldBack, AskedQueries asked, Consumer<float[]> atPoint) {
    List<double[]> after = new ArrayList<>();
    learner.learn(
        heldBack,
        settings.epochs(),
        (learned, epoch) -> {
          for (AdapterPoint point : points) {
            if (point.epochs() == epoch) {
              float[] weights = point.of(learned);
              after.add(asked.scores(weights));
              atPoint.accept(weights);
            }
          }
        });
    return new AdapterTally(asked.scores(null), after);
  }

  private AskedQueries asked(JudgedQueries judged) {
    List<float[]> vectors =
        judged.queries().stream()
            .map(query -> embedder.embedQuery(query.text()).normalized().toArray())
            .toList();
    return new AskedQueries(snapshot, judged.queries(), vectors, judged.qrels());
  }

  private HeldBackGain gain(Learning learning, AdapterTally heldBack, int at, Significance gain) {
    boolean all = heldBack.queries() == learning.queries();
    return HeldBackGain.of(heldBack, all, at, points.get(at), gain);
  }

  private static AdapterOutcome refused(String queries, Significance gain, HeldBackGain heldBack) {
    return new AdapterOutcome.Refused(
        String.format(
            Locale.ROOT,
            "No adapter: %d %s change by %+.4f in %s, and a gain must be one that chance gives less"
                + " often than once in 20 times (it is p / 2 = %.3f here). Judge more queries, or"
                + " go on without one.",
            gain.queries(),
            queries,
            gain.difference(),
            MEASURE,
            gain.p() / 2),
        heldBack);
  }

  private String sentence(AdapterTally tally, int at) {
    return String.format(
        Locale.ROOT,
        "%d queries: %s %.4f -> %.4f at %s",
        tally.queries(),
        MEASURE,
        AdapterTally.mean(tally.before()),
        AdapterTally.mean(tally.after().get(at)),
        points.get(at));
  }
}
