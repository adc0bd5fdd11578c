package dev.nearfield.eval.experiment;

import dev.nearfield.eval.SearchSystem;
import dev.nearfield.search.SearchMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A system that an experiment measures: a name and all of its settings.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="settings"}
 *
 * @param name how reports name it; not blank
 * @param index what its collection is made with
 * @param search how it searches
 */
public record SystemSettings(String name, IndexSettings index, SearchSettings search) {
  public SystemSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A system's name must not be blank.");
    }
  }

  /**
   * The system of names and values, such as {@code mode=hybrid}, {@code weight=0.4}; what is not
   * told is as a search does it unless told, in a collection of whole documents.
   *
   * @throws IllegalArgumentException naming the setting, when it is unknown, does not belong to the
   *     mode, fusion or chunker, or has a wrong value
   */
  public static SystemSettings parse(String name, Map<String, String> settings) {
    SettingReader reader = new SettingReader(settings);
    SearchMode mode = SearchSettings.readMode(reader);
    SearchSettings search = SearchSettings.read(mode, reader);
    IndexSettings index = IndexSettings.read(reader);
    reader.requireNoMore(key -> outOfPlace(key, settings));
    return new SystemSettings(name, index, search);
  }

  private static String outOfPlace(String key, Map<String, String> settings) {
    List<String> known = SearchSettings.allKeys();
    return known.contains(key)
        ? "A system of " + settings + " has no '" + key + "'. Leave it out."
        : "There is no setting '" + key + "'. Known are " + String.join(", ", known) + ".";
  }

  /** With other settings of its searches. */
  SystemSettings search(SearchSettings search) {
    return new SystemSettings(name, index, search);
  }

  /** All settings as names and values, in the order to show them. */
  public Map<String, String> toMap() {
    Map<String, String> settings = new LinkedHashMap<>(search.toMap());
    settings.putAll(index.toMap());
    return settings;
  }

  /** The system as it is measured: its answers are all the chunks that it ranks. */
  public SearchSystem toSystem() {
    return new SearchSystem(name, toMap(), search::request);
  }
}
