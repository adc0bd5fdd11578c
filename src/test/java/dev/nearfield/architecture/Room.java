package dev.nearfield.architecture;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One package and what it may import: the JDK, the null annotations, and what is named here. A
 * sub-room is a room of its own.
 *
 * @param name the package below the root, empty for the root itself
 * @param rooms the rooms that it may import
 * @param libraries the libraries that it may import
 */
record Room(String name, Set<String> rooms, Set<Library> libraries) {
  static final String ROOT = "";

  /** The house as the architecture page has it. */
  static final List<Room> HOUSE =
      List.of(
          room("model").mayImport().uses(),
          room("filter").mayImport("model").uses(),
          room("filter.json").mayImport("model", "filter").uses(Library.JSON),
          room("embed").mayImport("model").uses(Library.SNAKE_YAML),
          room("embed.onnx").mayImport("model", "embed").uses(Library.ONNX, Library.TOKENIZERS),
          room("ingest")
              .mayImport("model")
              .uses(Library.JSON, Library.JACKSON_YAML, Library.PARSERS, Library.WATCHER),
          room("store").mayImport("model", "filter").uses(Library.LUCENE),
          room("search").mayImport("model", "filter", "embed", "store").uses(Library.LUCENE),
          room(ROOT)
              .mayImport("model", "filter", "embed", "embed.onnx", "ingest", "store", "search")
              .uses(),
          room("eval")
              .mayImport(ROOT, "model", "embed", "ingest", "search", "store")
              .uses(Library.JSON, Library.PARSERS, Library.STATISTICS),
          room("eval.experiment")
              .mayImport(
                  ROOT,
                  "model",
                  "filter",
                  "embed",
                  "ingest",
                  "search",
                  "store",
                  "eval",
                  "eval.report")
              .uses(Library.JSON, Library.SNAKE_YAML),
          room("eval.report").mayImport(ROOT, "model", "eval").uses(Library.JSON, Library.CHARTS),
          room("bench").mayImport(ROOT, "model", "embed", "search", "store").uses(Library.JSON),
          room("transfer").mayImport(ROOT, "model", "search", "store").uses(Library.JSON),
          room("integration.langchain4j")
              .mayImport(ROOT, "model", "filter", "embed", "search")
              .uses(Library.LANGCHAIN4J),
          room("cli")
              .mayImport(
                  ROOT,
                  "model",
                  "filter",
                  "filter.json",
                  "embed",
                  "embed.onnx",
                  "ingest",
                  "store",
                  "search",
                  "eval",
                  "eval.experiment",
                  "eval.report",
                  "bench",
                  "transfer")
              .uses(
                  Library.PICOCLI,
                  Library.PROGRESS_BAR,
                  Library.JSON,
                  Library.SNAKE_YAML,
                  Library.LUKE));

  private static Room room(String name) {
    return new Room(name, Set.of(), Set.of());
  }

  private Room mayImport(String... names) {
    return new Room(name, new TreeSet<>(Arrays.asList(names)), libraries);
  }

  private Room uses(Library... more) {
    Set<Library> used = EnumSet.noneOf(Library.class);
    used.addAll(Arrays.asList(more));
    return new Room(name, rooms, used);
  }

  /** What the architecture page calls the room of a name. */
  static String titleOf(String name) {
    return name.equals(ROOT) ? "root" : name;
  }

  /** The room's package in a house whose root is the given one. */
  String packageUnder(String root) {
    return packageUnder(root, name);
  }

  static String packageUnder(String root, String name) {
    return name.equals(ROOT) ? root : root + "." + name;
  }
}
