package dev.nearfield.eval;

import dev.nearfield.search.SearchDefaults;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * One way of searching that is measured.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="evaluate"}
 *
 * @param name how reports name it
 * @param settings what it does, by the names of the settings: what a report shows beside its
 *     figures
 * @param request makes the request of a question's text
 */
public record SearchSystem(
    String name, Map<String, String> settings, Function<String, SearchRequest> request) {
  public SearchSystem {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** A system whose name says enough. */
  public SearchSystem(String name, Function<String, SearchRequest> request) {
    this(name, Map.of(), request);
  }

  /**
   * The settings of a request, for reports: its mode, and those that count in this mode, under the
   * names of {@link SearchDefaults#toSettings}.
   *
   * @param defaults of the collection, for what the request does not tell
   */
  public static Map<String, String> settings(SearchRequest request, SearchDefaults defaults) {
    SearchRequest told = request.unlessTold(defaults);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("mode", told.mode().name().toLowerCase(Locale.ROOT));
    new SearchDefaults(told.fusion(), told.candidates(), told.bm25())
        .toSettings()
        .forEach(
            (name, value) -> {
              if (counts(name, told.mode())) {
                settings.put(name, value);
              }
            });
    return settings;
  }

  private static boolean counts(String setting, SearchMode mode) {
    return switch (mode) {
      case KEYWORD -> !setting.startsWith("fusion");
      case VECTOR -> !setting.startsWith("fusion") && !setting.startsWith("bm25");
      case HYBRID -> true;
    };
  }
}
