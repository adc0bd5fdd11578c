package dev.nearfield.eval;

import dev.nearfield.search.SearchRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
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
}
