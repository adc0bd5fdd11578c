package dev.nearfield.eval.experiment;

import dev.nearfield.eval.Measure;
import dev.nearfield.model.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads an experiment from the map that its file is. */
final class ExperimentReader {
  private static final List<String> MEMBERS =
      List.of(
          "name",
          "dataset",
          "split",
          "stacked",
          "learn",
          "keepIdentical",
          "measures",
          "baseline",
          "settings",
          "systems",
          "grid");
  private static final List<String> STACKED = List.of("form", "documents", "each", "seed");
  private static final List<String> LEARN = List.of("split", "dev");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern OVERLAP = Pattern.compile("(?i)overlap@([1-9][0-9]{0,4})");

  private final YamlFields fields;
  private final Map<String, String> environment;
  private final Map<String, String> shared;

  ExperimentReader(YamlFields fields, Map<String, String> environment) {
    this.fields = fields;
    this.environment = environment;
    fields.requireOnly(MEMBERS);
    this.shared = shared();
  }

  Experiment experiment() {
    List<String> measures = fields.texts("measures");
    if (!fields.has("systems") && !fields.has("grid")) {
      throw fields.wrong("an experiment needs 'systems' or a 'grid'.");
    }
    List<SystemSettings> systems = new ArrayList<>();
    fields.maps("systems").forEach(one -> systems.add(system(one)));
    fields.maps("grid").forEach(grid -> systems.addAll(grid(grid)));
    try {
      return new Experiment(
          fields.optionalText("name").orElseGet(this::fileName),
          dataset(),
          fields.optionalText("split").orElse("test"),
          stacking(),
          learning(),
          fields.yesOrNo("keepIdentical"),
          measures(measures),
          overlaps(measures),
          systems,
          fields.optionalText("baseline"));
    } catch (IllegalArgumentException e) {
      throw wrong(fields, e);
    }
  }

  private String fileName() {
    return String.valueOf(fields.file().getFileName()).replaceFirst("\\.ya?ml$", "");
  }

  /** Relative to the file, so that it does not matter where the command is called. */
  private Path dataset() {
    Matcher variables = VARIABLE.matcher(fields.text("dataset"));
    String folder = variables.replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))));
    return fields.file().toAbsolutePath().resolveSibling(folder).normalize();
  }

  private String value(String variable) {
    String value = environment.get(variable);
    if (value == null || value.isBlank()) {
      throw fields.wrong(
          "dataset",
          "the environment variable "
              + variable
              + " is not set. Set it to the folder that holds the data sets.");
    }
    return value;
  }

  private Optional<Stacking> stacking() {
    return fields.maps("stacked").stream()
        .findFirst()
        .map(
            stacked -> {
              stacked.requireOnly(STACKED);
              Stacking.Form form = form(stacked);
              try {
                return new Stacking(
                    form,
                    stacked.whole("documents", 2_000),
                    stacked.whole("each", 20),
                    stacked.whole("seed", 20));
              } catch (IllegalArgumentException e) {
                throw wrong(stacked, e);
              }
            });
  }

  private Optional<Learning> learning() {
    return fields.maps("learn").stream()
        .findFirst()
        .map(
            learn -> {
              learn.requireOnly(LEARN);
              return new Learning(learn.text("split"), learn.optionalText("dev"));
            });
  }

  private static Stacking.Form form(YamlFields stacked) {
    String name = stacked.text("form");
    return Stream.of(Stacking.Form.values())
        .filter(form -> form.title().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                stacked.wrong(
                    "form",
                    "'form' must be one of "
                        + String.join(
                            ", ",
                            Stream.of(Stacking.Form.values()).map(Stacking.Form::title).toList())
                        + ", got '"
                        + name
                        + "'."));
  }

  private static List<Measure> measures(List<String> names) {
    return names.stream()
        .filter(name -> !OVERLAP.matcher(name).matches())
        .map(ExperimentReader::measure)
        .toList();
  }

  private static Measure measure(String name) {
    return SettingReader.made("measures", () -> Measure.parse(name));
  }

  private static List<Integer> overlaps(List<String> names) {
    return names.stream()
        .map(OVERLAP::matcher)
        .filter(Matcher::matches)
        .map(match -> Integer.valueOf(match.group(1)))
        .toList();
  }

  private Map<String, String> shared() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (YamlFields map : fields.maps("settings")) {
      map.requireOnly(SearchSettings.allKeys());
      map.keys().forEach(key -> settings.put(key, map.text(key)));
    }
    return settings;
  }

  private SystemSettings system(YamlFields map) {
    Map<String, String> settings = new LinkedHashMap<>();
    map.keys().stream()
        .filter(key -> !key.equals("name"))
        .forEach(key -> settings.put(key, map.text(key)));
    return system(map, map.text("name"), settings);
  }

  private List<SystemSettings> grid(YamlFields map) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    map.keys().stream()
        .filter(key -> !key.equals("name"))
        .forEach(key -> values.put(key, different(map, key)));
    List<SystemSettings> systems = new ArrayList<>();
    new Grid(map.optionalText("name").orElse(""), values)
        .systems()
        .forEach((name, settings) -> systems.add(system(map, name, settings)));
    return systems;
  }

  private static List<String> different(YamlFields map, String key) {
    List<String> values = map.texts(key);
    Set<String> seen = new HashSet<>();
    for (String value : values) {
      if (!seen.add(value)) {
        throw map.wrong(key, "'" + key + "' has the value '" + value + "' twice.");
      }
    }
    return values;
  }

  private SystemSettings system(YamlFields map, String name, Map<String, String> own) {
    try {
      return SystemSettings.parse(name, withShared(own));
    } catch (IllegalArgumentException e) {
      throw wrong(map, e);
    }
  }

  /** What is shared holds where it has a meaning and the system does not tell otherwise. */
  private Map<String, String> withShared(Map<String, String> own) {
    Map<String, String> together = new LinkedHashMap<>(shared);
    together.putAll(own);
    Map<String, String> settings = new LinkedHashMap<>(shared);
    settings.keySet().removeIf(key -> !SearchSettings.counts(key, together));
    settings.putAll(own);
    return settings;
  }

  private static InvalidInputException wrong(YamlFields at, IllegalArgumentException e) {
    String key = e instanceof WrongSettingException wrong ? wrong.key() : firstWord(e);
    return at.wrong(key, String.valueOf(e.getMessage()), e);
  }

  private static String firstWord(IllegalArgumentException e) {
    return String.valueOf(e.getMessage()).split(" ", 2)[0].toLowerCase(Locale.ROOT);
  }
}
