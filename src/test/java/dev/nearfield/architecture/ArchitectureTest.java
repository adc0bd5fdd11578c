package dev.nearfield.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The room table holds, and each of its rules is seen failing on classes planted to break it. */
final class ArchitectureTest {
  private static final String ROOT = "dev.nearfield";

  /** ArchUnit tells on the error stream which Java it sees; held, so that the level stays. */
  private static final Logger QUIET = Logger.getLogger("com.tngtech.archunit");

  private static JavaClasses product;

  @TempDir private Path folder;

  @BeforeAll
  static void importProduct() {
    QUIET.setLevel(Level.WARNING);
    product =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    assertTrue(product.size() > 50, "imported " + product.size() + " classes");
  }

  @Test
  void everyRoomImportsOnlyWhatTheTableAllows() {
    for (Room room : Room.HOUSE) {
      HouseRules.imports(room, ROOT).check(product);
    }
  }

  @Test
  void everyClassLivesInARoomOfTheTable() {
    HouseRules.knownRooms(ROOT).check(product);
  }

  @Test
  void roomsAreFreeOfCycles() {
    HouseRules.noCycles(ROOT).check(product);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        product.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(room -> !room.isAnnotatedWith(NullMarked.class))
            .map(room -> room.getName())
            .toList();
    assertEquals(List.of(), unmarked);
  }

  @Test
  void everyForbiddenImportOfARoomIsReportedAndNoAllowedOne() {
    PlantedHouse planted = new PlantedHouse();
    List<Import> imports = new ArrayList<>();
    for (Room room : Room.HOUSE) {
      String home = room.packageUnder(PlantedHouse.ROOT);
      for (Room other : Room.HOUSE) {
        String seen = other.packageUnder(PlantedHouse.ROOT);
        if (!other.equals(room)) {
          boolean allowed = room.rooms().contains(other.name());
          imports.add(new Import(room, planted.plant(home, seen), allowed));
        }
      }
      for (Library library : Library.values()) {
        boolean allowed = room.libraries().contains(library);
        for (String seen : library.packages()) {
          imports.add(new Import(room, planted.plant(home, seen), allowed));
        }
      }
    }
    JavaClasses classes = planted.compile(folder);
    for (Import planting : imports) {
      ArchRule rule = HouseRules.imports(planting.room, PlantedHouse.ROOT);
      assertEquals(planting.allowed, !reports(rule, classes, planting.name), planting.toString());
    }
  }

  private record Import(Room room, String name, boolean allowed) {}

  @Test
  void aPackageThatTheTableLacksIsReported() {
    PlantedHouse planted = new PlantedHouse();
    String stray = planted.plant("planted.util", "planted.model");
    assertTrue(reports(HouseRules.knownRooms("planted"), planted.compile(folder), stray));
  }

  @Test
  void aCycleIsReportedThoughItLeadsThroughThreeRooms() {
    PlantedHouse planted = new PlantedHouse();
    planted.plant("planted.search", "planted.store");
    planted.plant("planted.store", "planted.filter.json");
    String back = planted.plant("planted.filter", "planted.search");
    assertTrue(reports(HouseRules.noCycles("planted"), planted.compile(folder), back));
  }

  @Test
  void importsThatLeadOneWayAreNoCycle() {
    PlantedHouse planted = new PlantedHouse();
    planted.plant("planted.search", "planted.store");
    planted.plant("planted.search", "planted.filter");
    planted.plant("planted.store", "planted.filter");
    HouseRules.noCycles("planted").check(planted.compile(folder));
  }

  private static boolean reports(ArchRule rule, JavaClasses classes, String name) {
    return rule.evaluate(classes).getFailureReport().getDetails().stream()
        .anyMatch(detail -> detail.contains("<" + name + ".") || detail.contains("<" + name + ">"));
  }
}
