/**
 * Experiments: any number of systems over one question set, told in a YAML file ({@link
 * dev.nearfield.eval.experiment.Experiment}) and measured in one run that can be taken up again
 * ({@link dev.nearfield.eval.experiment.ExperimentRun}).
 *
 * <p>What a system is made of are its settings: those that a collection has to be made for ({@link
 * dev.nearfield.eval.experiment.IndexSettings}) and those of its searches ({@link
 * dev.nearfield.eval.experiment.SearchSettings}).
 */
@NullMarked
package dev.nearfield.eval.experiment;

import org.jspecify.annotations.NullMarked;
