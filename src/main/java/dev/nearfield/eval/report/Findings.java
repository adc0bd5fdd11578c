package dev.nearfield.eval.report;

import dev.nearfield.eval.Comparison;
import dev.nearfield.eval.Interval;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.SystemPair;
import dev.nearfield.eval.SystemResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a comparison shows, in sentences: the same in each form of a report. */
final class Findings {
  private final Comparison comparison;
  private final List<SystemResult> systems;

  Findings(Comparison comparison, List<SystemResult> systems) {
    this.comparison = comparison;
    this.systems = systems;
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(best());
    Fusions fusions = new Fusions(systems);
    int parts = 0;
    List<String> losses = new ArrayList<>();
    for (SystemResult fusion : fusions.all()) {
      for (SystemResult part : fusions.partsOf(fusion)) {
        parts++;
        if (mean(fusion) < mean(part)) {
          losses.add(loss(fusion, part));
        }
      }
    }
    if (parts > 0 && losses.isEmpty()) {
      losses.add("No fusion has a lower " + measure() + " than one of its parts.");
    }
    sentences.addAll(losses);
    for (SystemPair pair : comparison.pairs()) {
      if (pair.isSignificant() != pair.student().corrected() < SystemPair.LEVEL) {
        sentences.add(disagreement(pair));
      }
    }
    for (SystemResult system : systems) {
      int unanswered = system.scores().unansweredQueries().size();
      if (unanswered > 0) {
        sentences.add(
            system.system()
                + " answers "
                + unanswered
                + (unanswered == 1 ? " query" : " queries")
                + " not at all, which count as 0.");
      }
    }
    return sentences;
  }

  private Measure measure() {
    return comparison.measure();
  }

  private double mean(SystemResult system) {
    return system.scores().mean(measure());
  }

  private String best() {
    SystemResult best = systems.stream().max(Comparator.comparingDouble(this::mean)).orElseThrow();
    String is =
        "%s has the highest %s, %s".formatted(best.system(), measure(), Figures.value(mean(best)));
    return comparison
        .withBaseline(best.system())
        .map(pair -> is + ": " + against(pair) + ".")
        .orElseGet(() -> is + (systems.size() > 1 ? ", and is the baseline." : "."));
  }

  private static String against(SystemPair pair) {
    return "%s against %s (95 %% interval %s), p %s, %s"
        .formatted(
            Figures.difference(pair.difference()),
            pair.second(),
            interval(pair.interval()),
            Figures.comparedP(pair.randomisation().corrected()),
            pair.isSignificant() ? "more than chance" : "which may be chance");
  }

  private static String interval(Interval interval) {
    return Figures.difference(interval.low()) + " to " + Figures.difference(interval.high());
  }

  private String loss(SystemResult fusion, SystemResult part) {
    String loses = "The fusion " + fusion.system() + " loses to its part " + part.system() + ": ";
    return comparison
        .pair(fusion.system(), part.system())
        .map(pair -> loses + against(pair) + ".")
        .orElseGet(
            () ->
                loses
                    + Figures.difference(mean(fusion) - mean(part))
                    + "; only pairs with the baseline were tested.");
  }

  private static String disagreement(SystemPair pair) {
    return "The tests disagree on %s and %s: p %s by randomisation, %s by Student's t."
        .formatted(
            pair.first(),
            pair.second(),
            Figures.comparedP(pair.randomisation().corrected()),
            Figures.comparedP(pair.student().corrected()));
  }
}
