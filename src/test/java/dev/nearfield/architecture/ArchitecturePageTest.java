package dev.nearfield.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The room table on the architecture page is the one that the rules hold. */
final class ArchitecturePageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("project.dir", "."), "src", "site", "markdown", "architecture.md");

  private record Row(Set<String> rooms, Set<String> libraries) {}

  @Test
  void theTableIsTheOneThatIsHeld() throws IOException {
    Map<String, Row> held = new LinkedHashMap<>();
    for (Room room : Room.HOUSE) {
      Set<String> rooms = new TreeSet<>();
      room.rooms().forEach(name -> rooms.add(Room.titleOf(name)));
      Set<String> libraries = new TreeSet<>();
      room.libraries().forEach(library -> libraries.add(library.title()));
      held.put(Room.titleOf(room.name()), new Row(rooms, libraries));
    }
    Map<String, Row> shown = new LinkedHashMap<>();
    String section = Files.readString(PAGE).split("\n## Rooms\n")[1].split("\n## ")[0];
    section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> List.of(line.split("\\|")))
        .forEach(
            cells ->
                shown.put(word(cells.get(1)), new Row(words(cells.get(3)), words(cells.get(4)))));
    assertEquals(held, shown);
    assertEquals(List.copyOf(held.keySet()), List.copyOf(shown.keySet()));
  }

  private static String word(String cell) {
    return cell.strip().replace("`", "");
  }

  private static Set<String> words(String cell) {
    Set<String> words = new TreeSet<>();
    Arrays.stream(cell.split(",")).map(ArchitecturePageTest::word).forEach(words::add);
    words.remove("–");
    return words;
  }
}
