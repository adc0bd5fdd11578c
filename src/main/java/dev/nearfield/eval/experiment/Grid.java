package dev.nearfield.eval.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings with several values each, whose product makes systems. A system is named by the settings
 * that vary, or by all when none does and the grid has no name.
 *
 * @param prefix goes before each name; may be empty
 * @param values of each setting
 */
record Grid(String prefix, Map<String, List<String>> values) {

  /** The settings of each system, by its name; the last setting changes first. */
  Map<String, Map<String, String>> systems() {
    List<Map<String, String>> product = List.of(Map.of());
    for (Map.Entry<String, List<String>> setting : values.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> begun : product) {
        for (String value : setting.getValue()) {
          Map<String, String> settings = new LinkedHashMap<>(begun);
          settings.put(setting.getKey(), value);
          longer.add(settings);
        }
      }
      product = longer;
    }
    Map<String, Map<String, String>> systems = new LinkedHashMap<>();
    product.forEach(settings -> systems.put(name(settings), settings));
    return systems;
  }

  private String name(Map<String, String> settings) {
    String varying = labels(settings, 2);
    return prefix.isEmpty() && varying.isEmpty()
        ? labels(settings, 1)
        : (prefix + " " + varying).strip();
  }

  /** Of the settings that have at least so many values. */
  private String labels(Map<String, String> settings, int least) {
    return settings.entrySet().stream()
        .filter(setting -> values.getOrDefault(setting.getKey(), List.of()).size() >= least)
        .map(Grid::label)
        .collect(Collectors.joining(" "));
  }

  /** A word says by itself what it is; a number does not. */
  private static String label(Map.Entry<String, String> setting) {
    boolean number = Character.isDigit(setting.getValue().charAt(0));
    return number ? setting.getKey() + " " + setting.getValue() : setting.getValue();
  }
}
