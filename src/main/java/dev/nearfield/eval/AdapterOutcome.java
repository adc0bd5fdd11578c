package dev.nearfield.eval;

import dev.nearfield.embed.QueryAdapter;

/**
 * What came of training an adapter.
 *
 * {@snippet class="dev.nearfield.examples.AdapterExamplesTest" region="train"}
 */
public sealed interface AdapterOutcome {

  /** How the queries that were held back fared. */
  HeldBackGain heldBack();

  /**
   * An adapter that helps.
   *
   * @param adapter to be given to the store
   */
  record Learned(QueryAdapter adapter, HeldBackGain heldBack) implements AdapterOutcome {}

  /**
   * None, because queries that training had not seen did not gain.
   *
   * @param reason why, and what to do
   */
  record Refused(String reason, HeldBackGain heldBack) implements AdapterOutcome {}
}
