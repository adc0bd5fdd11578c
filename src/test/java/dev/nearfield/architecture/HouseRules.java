package dev.nearfield.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/** The room table as rules over the house below a root package. */
final class HouseRules {
  private HouseRules() {}

  /** A room imports what the table lists for it, and nothing else. */
  static ArchRule imports(Room room, String root) {
    List<String> allowed =
        new ArrayList<>(
            List.of("java..", "javax.xml..", "org.jspecify.annotations", room.packageUnder(root)));
    room.rooms().forEach(name -> allowed.add(Room.packageUnder(root, name)));
    room.libraries()
        .forEach(library -> library.packages().forEach(name -> allowed.add(name + "..")));
    return classes()
        .that()
        .resideInAPackage(room.packageUnder(root))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)));
  }

  /** Every class lives in a room of the table. */
  static ArchRule knownRooms(String root) {
    return classes()
        .should()
        .resideInAnyPackage(
            Room.HOUSE.stream().map(room -> room.packageUnder(root)).toArray(String[]::new));
  }

  /** No way leads from a room through others back to it; sub-rooms are part of theirs here. */
  static ArchRule noCycles(String root) {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }
}
