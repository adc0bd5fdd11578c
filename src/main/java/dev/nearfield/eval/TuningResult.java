package dev.nearfield.eval;

import dev.nearfield.search.SearchDefaults;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a tuning found.
 *
 * {@snippet class="dev.nearfield.examples.TuningExamplesTest" region="tune"}
 *
 * @param measure what was to become better
 * @param settings how many settings were tried
 * @param questions how many questions they were tried on
 * @param best what was chosen on all of them
 * @param choices how often settings were chosen without a fold
 * @param agreeing how many of these choices were the best ones too
 * @param standard the mean of the measure with the standard settings
 * @param gain the gain over the standard settings on questions that had no part in the choice, by
 *     cross-validation
 */
public record TuningResult(
    Measure measure,
    int settings,
    int questions,
    SearchDefaults best,
    int choices,
    int agreeing,
    double standard,
    Significance gain) {
  private static final int LIMIT = 100;

  /** The best settings where cross-validation saw a gain, otherwise the standard ones. */
  public SearchDefaults chosen() {
    return gain.difference() > 0 ? best : SearchDefaults.STANDARD;
  }

  /**
   * What to measure on other questions: {@code keyword} and {@code vector} with the chosen
   * settings, then {@code standard} and {@code tuned}.
   */
  public List<SearchSystem> systems() {
    return List.of(
        system("keyword", SearchMode.KEYWORD, chosen()),
        system("vector", SearchMode.VECTOR, chosen()),
        system("standard", SearchMode.HYBRID, SearchDefaults.STANDARD),
        system("tuned", SearchMode.HYBRID, chosen()));
  }

  /** As many answers as the measures look at, and not so many that more candidates are ranked. */
  private SearchSystem system(String name, SearchMode mode, SearchDefaults settings) {
    OptionalInt cutoff = measure.cutoff();
    int wanted = cutoff.isEmpty() ? SearchRequest.MOST : Math.max(LIMIT, cutoff.getAsInt());
    int limit = Math.clamp(settings.candidates() - 1, 1, wanted);
    return new SearchSystem(
        name,
        settings.toSettings(),
        question -> SearchRequest.of(mode, question).unlessTold(settings).limit(limit));
  }
}
