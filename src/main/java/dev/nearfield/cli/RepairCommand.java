package dev.nearfield.cli;

import dev.nearfield.model.StorageException;
import dev.nearfield.store.CollectionRepair;
import dev.nearfield.store.RepairReport;
import dev.nearfield.store.RepairReport.DroppedSegment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nearfield repair}: takes out of a collection what is damaged. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    description = {
      "Takes out of a collection what is damaged: whole segments that cannot be trusted, and"
          + " documents whose chunks do not belong together. What is taken out is lost. Refuses a"
          + " collection that has nothing to repair."
    },
    footer = {
      "",
      "Examples:",
      "  nearfield repair --collection handbook --dry-run",
      "  nearfield repair --collection handbook --lost lost-ids.txt"
    })
final class RepairCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Option(names = "--dry-run", description = "Tells what would be lost, and writes nothing.")
  private boolean dryRun;

  @Option(
      names = "--lost",
      paramLabel = "FILE",
      description =
          "A new file for the ids of the documents that are lost, one a line (default: the"
              + " collection's folder with .lost.txt behind its name).")
  private @Nullable Path lost;

  @Override
  public Integer call() {
    Path folder = collection.folder();
    List<String> shown = new ArrayList<>();
    if (dryRun) {
      print(CollectionRepair.plan(folder, id -> show(shown, id)), shown);
      return 0;
    }
    Path file = lost == null ? folder.resolveSibling(folder.getFileName() + ".lost.txt") : lost;
    try (LostIds ids = new LostIds(file)) {
      RepairReport report =
          CollectionRepair.repair(
              folder,
              id -> {
                ids.add(id);
                show(shown, id);
              });
      print(report, shown);
      if (report.lost() > 0) {
        spec.commandLine().getOut().println("Their ids are in " + file + ".");
      }
      return 0;
    } catch (IOException e) {
      throw new StorageException("The file " + file + " cannot be written: " + e, e);
    }
  }

  private static void show(List<String> shown, String id) {
    if (shown.size() < SHOWN) {
      shown.add(id);
    }
  }

  private void print(RepairReport report, List<String> shown) {
    PrintWriter out = spec.commandLine().getOut();
    String verb = report.dryRun() ? "would be" : "was";
    for (DroppedSegment segment : report.segments()) {
      out.println("Segment " + segment.name() + " " + verb + " dropped, " + entries(segment) + ":");
      segment.findings().forEach(finding -> out.println("  " + finding));
      if (!segment.idsRead()) {
        out.println("  The ids of its documents cannot be read.");
      }
    }
    out.printf("  %-28s %d%n", "documents with broken blocks", report.documents());
    out.printf("  %-28s %d%n", "orphan chunks", report.orphans());
    out.printf("  %-28s %d%n", "documents lost", report.lost());
    out.printf("  %-28s %d%n", "documents kept", report.kept());
    shown.forEach(id -> out.println("lost: " + id));
    if (report.lost() > shown.size()) {
      out.println("and " + (report.lost() - shown.size()) + " more.");
    }
    if (!report.allNamed()) {
      out.println("More documents are lost than are named here.");
    }
    if (report.dryRun()) {
      out.println("Nothing was written.");
    }
  }

  private static String entries(DroppedSegment segment) {
    return segment.entries() == DroppedSegment.UNKNOWN
        ? "of which it is not known how many entries it had"
        : segment.entries() + " entries";
  }
}
