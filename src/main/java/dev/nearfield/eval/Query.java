package dev.nearfield.eval;

import dev.nearfield.model.InvalidInputException;

/**
 * A question of a test collection.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="queries"}
 *
 * @param id names the query in its collection; not blank
 * @param text what is asked; not blank
 */
public record Query(String id, String text) {
  public Query {
    if (id.isBlank()) {
      throw new InvalidInputException(
          "A query's id must not be empty or blank. Give each query a name of its own.");
    }
    if (text.isBlank()) {
      throw new InvalidInputException(
          "The text of query '" + id + "' is empty. Give it a text, or leave the query out.");
    }
  }
}
