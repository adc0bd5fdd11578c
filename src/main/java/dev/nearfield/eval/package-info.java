/**
 * Test collections and measures: reads a BEIR folder ({@link dev.nearfield.eval.BeirDataset}), its
 * judgements ({@link dev.nearfield.eval.Qrels}) and the answers of a system ({@link
 * dev.nearfield.eval.Run}), and scores them ({@link dev.nearfield.eval.Scores}) by named measures
 * ({@link dev.nearfield.eval.Measure}) to the same figures as trec_eval 9.0.4.
 *
 * <p>Nothing in these types knows a store: a run may come from any system, through a TREC run file.
 */
@NullMarked
package dev.nearfield.eval;

import org.jspecify.annotations.NullMarked;
