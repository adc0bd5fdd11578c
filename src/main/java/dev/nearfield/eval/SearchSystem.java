package dev.nearfield.eval;

import dev.nearfield.search.SearchRequest;
import java.util.function.Function;

/**
 * One way of searching that is measured.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="evaluate"}
 *
 * @param name how reports name it
 * @param request makes the request of a question's text
 */
public record SearchSystem(String name, Function<String, SearchRequest> request) {}
