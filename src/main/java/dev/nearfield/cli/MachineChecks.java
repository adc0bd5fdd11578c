package dev.nearfield.cli;

import dev.nearfield.DataEntry;
import dev.nearfield.embed.onnx.CacheLocation;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Whether the machine has the room that collections need. */
final class MachineChecks {
  private static final long LITTLE_DISK = 1_000_000_000;
  private static final long TOO_LITTLE_DISK = 50_000_000;

  /** Lucene maps a file in pieces of this size. */
  private static final int MAP_BITS = 34;

  /** What Java and its libraries map and open besides, and a merge while it goes on. */
  private static final long OTHER_MAPS = 2_000;

  private static final long OTHER_FILES = 500;

  private MachineChecks() {}

  static List<Check> of(Path data) {
    List<Check> checks = new ArrayList<>();
    checks.add(disk(data));
    Needs needs;
    try {
      needs = needs(data);
    } catch (StorageException e) {
      checks.add(Check.fail("collections", e.getMessage(), "Make the folder readable."));
      return checks;
    }
    limit("memory maps", LinuxProc.mostMaps(), needs.maps + OTHER_MAPS, "sysctl vm.max_map_count")
        .ifPresent(checks::add);
    limit("open files", LinuxProc.mostOpenFiles(), needs.files + OTHER_FILES, "ulimit -n")
        .ifPresent(checks::add);
    checks.add(cache());
    return checks;
  }

  private static Check disk(Path data) {
    Path there = data.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      long free = Files.getFileStore(there).getUsableSpace();
      String finding = Bytes.text(free) + " free for " + data;
      if (!Files.isWritable(there)) {
        return Check.warn("disk", finding + ", which cannot be written", "Make it writable.");
      }
      if (free < TOO_LITTLE_DISK) {
        return Check.fail("disk", finding, "Make room, or name another folder with --data.");
      }
      return free < LITTLE_DISK
          ? Check.warn("disk", finding, "Make room: a merge needs as much again as it merges.")
          : Check.ok("disk", finding);
    } catch (IOException e) {
      return Check.fail("disk", data + ": " + e, "Name another folder with --data.");
    }
  }

  private record Needs(long files, long maps) {}

  /** For all collections at once, the most that one process could open. */
  private static Needs needs(Path data) {
    AtomicLong files = new AtomicLong();
    AtomicLong maps = new AtomicLong();
    DataEntry.sizes(
        data,
        size -> {
          files.incrementAndGet();
          maps.addAndGet(1 + (size >> MAP_BITS));
        });
    return new Needs(files.get(), maps.get());
  }

  private static Optional<Check> limit(String name, OptionalLong limit, long need, String how) {
    if (limit.isEmpty()) {
      return Optional.empty();
    }
    long most = limit.getAsLong();
    String finding = most + " allowed, about " + need + " needed";
    return Optional.of(
        most >= need
            ? Check.ok(name, finding)
            : Check.warn(name, finding, "Raise it with " + how + " to " + 2 * need + "."));
  }

  private static Check cache() {
    Optional<Path> location = CacheLocation.current();
    String slower = "Models and native libraries are unpacked at each start; ";
    if (location.isEmpty()) {
      return Check.warn("cache", "there is no folder", slower + "name one by NEARFIELD_CACHE.");
    }
    Path folder = location.get();
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "doctor", ".part"));
      return Check.ok("cache", folder.toString());
    } catch (IOException e) {
      return Check.warn(
          "cache",
          folder + " cannot be written: " + e,
          slower + "name another by NEARFIELD_CACHE.");
    }
  }
}
