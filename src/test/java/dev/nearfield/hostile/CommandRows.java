package dev.nearfield.hostile;

import static dev.nearfield.hostile.Row.command;
import static dev.nearfield.hostile.Treatment.exits;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command, called wrongly or on what is not there. */
final class CommandRows {
  private CommandRows() {}

  static Stream<Row> rows() {
    return Stream.of(
        command(
            "a collection that there is not",
            exits(1, "no-such"),
            ground ->
                ground.command("search", "rail", "--data", ground.outside(), "--collection", "no-such")),
        command(
            "a collection that is a file",
            exits(1, "There is no collection at"),
            ground -> {
              Path file = Files.writeString(ground.outside().resolve("a"), "text");
              return ground.command("search", "rail", "--collection", file);
            }),
        command(
            "a collection that is a folder of something else",
            exits(1, "is not a collection"),
            ground -> {
              ground.write("a.txt", "text");
              return ground.command("search", "rail", "--collection", ground.files());
            }),
        search("a model that there is not", 1, "There is no model card named", "--model", "none"),
        command(
            "a model's card that is broken",
            exits(1, "card.yaml"),
            ground -> {
              Path card = ground.write("card.yaml", "name: [");
              return search(ground, "rail", "--model", card.toString());
            }),
        command(
            "a model's card whose file is not there",
            exits(1, "There is no model card named"),
            ground -> search(ground, "rail", "--model", ground.files().resolve("no.yaml") + "")),
        search("a model that the collection is not of", 1, "holds embeddings of hashing", "--model", "all-minilm-l6-v2"),
        search("-k 0", 2, "limit must be between 1 and 10000, got 0", "-k", "0"),
        search("-k of no number", 2, "Invalid value for option", "-k", "many"),
        search("-k of more digits than a number has", 2, "Invalid value", "-k", "9".repeat(40)),
        search("a mode that there is not", 2, "Invalid value for option '--mode'", "--mode", "all"),
        search("an option that there is not", 2, "Unknown option", "--no-such-option"),
        search("a filter that is not understood", 1, "The filter is not understood", "--where", "a"),
        search("a filter of broken JSON", 1, "The filter is no JSON", "--where", "{\"a\":"),
        command(
            "a blank question",
            exits(2, "must not be blank"),
            ground -> search(ground, " ", "--mode", "keyword", "--no-distance")),
        command(
            "a folder to ingest that there is not",
            exits(1, "There is no readable file or folder"),
            ground -> ingest(ground, ground.files().resolve("no-such"))),
        command(
            "an analyzer that there is not",
            exits(2, "klingon"),
            ground -> ingest(ground, ground.files(), "--analyzer", "klingon")),
        command(
            "a chunker that there is not",
            exits(2, "describes no chunker"),
            ground -> ingest(ground, ground.files(), "--chunker", "slices(max=2)")),
        command(
            "a new collection in a folder of something else",
            exits(1, "is not a collection"),
            ground -> {
              Path other = Files.createDirectory(ground.outside().resolve("other"));
              Files.writeString(other.resolve("a.txt"), "text");
              return ground.command("ingest", ground.files(), "--collection", other);
            }));
  }

  private static Row search(String name, int code, String sentence, String... options) {
    return command(name, exits(code, sentence), ground -> search(ground, "rail", options));
  }

  private static List<String> search(Ground ground, String question, String... options) {
    List<Object> all = new ArrayList<>(List.of("search", question));
    all.addAll(List.of("--collection", ground.collection()));
    all.addAll(List.of(options));
    return ground.command(all.toArray());
  }

  private static List<String> ingest(Ground ground, Path folder, Object... options) {
    List<Object> all = new ArrayList<>(List.of("ingest", folder));
    all.addAll(List.of("--collection", ground.outside().resolve("new")));
    all.addAll(List.of(options));
    return ground.command(all.toArray());
  }
}
