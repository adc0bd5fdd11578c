package dev.nearfield.eval.report;

import dev.nearfield.eval.SystemResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which systems are fusions, and of which others: a system of {@code mode} hybrid is a fusion of
 * those of mode keyword and vector all of whose other settings are also its own.
 */
final class Fusions {
  private static final String MODE = "mode";
  private static final Set<String> PARTS = Set.of("keyword", "vector");

  private final List<SystemResult> systems;

  Fusions(List<SystemResult> systems) {
    this.systems = systems;
  }

  List<SystemResult> all() {
    return systems.stream().filter(system -> mode(system).equals("hybrid")).toList();
  }

  List<SystemResult> partsOf(SystemResult fusion) {
    return systems.stream()
        .filter(system -> PARTS.contains(mode(system)) && isWithin(system, fusion))
        .toList();
  }

  private static String mode(SystemResult system) {
    return system.settings().getOrDefault(MODE, "").toLowerCase(Locale.ROOT);
  }

  private static boolean isWithin(SystemResult part, SystemResult fusion) {
    for (Map.Entry<String, String> setting : part.settings().entrySet()) {
      if (!setting.getKey().equals(MODE)
          && !setting.getValue().equals(fusion.settings().get(setting.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
