package dev.nearfield.eval.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where systems rank one document for a query.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="report"}
 *
 * @param queryId which query
 * @param question its text; empty when only the judgements know it
 * @param documentId which document
 * @param grade what the judgements say; empty when they do not
 * @param ranks its rank by the name of each system that found it
 */
public record PlacedDocument(
    String queryId,
    String question,
    String documentId,
    OptionalInt grade,
    Map<String, Integer> ranks) {
  public PlacedDocument {
    ranks = Collections.unmodifiableMap(new LinkedHashMap<>(ranks));
  }
}
