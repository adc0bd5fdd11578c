package dev.nearfield.eval.experiment;

import java.util.Optional;

/**
 * What collections of an experiment learn from, before systems are measured that are tuned or
 * adapted.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="experiment"}
 *
 * @param split the judgements to tune on and to learn an adapter from
 * @param dev judgements that decide how far an adapter goes, if it is not to be queries held back
 */
public record Learning(String split, Optional<String> dev) {}
