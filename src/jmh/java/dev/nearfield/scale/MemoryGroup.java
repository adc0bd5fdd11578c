package dev.nearfield.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A control group of Linux whose memory is limited, pages of files included. Version 2 of control
 * groups, or the memory controller of version 1.
 *
 * @param folder made by whoever runs the bench, who may write to it, and without other processes
 */
record MemoryGroup(Path folder) {

  MemoryGroup {
    if (!Files.isWritable(folder.resolve("cgroup.procs"))
        || !Files.isWritable(limit(folder)) && !Files.isWritable(old(folder))) {
      throw new IllegalArgumentException(
          folder
              + " is no control group whose memory you may limit. Make one, as root: mkdir"
              + " /sys/fs/cgroup/nearfield (or /sys/fs/cgroup/memory/nearfield where groups are of"
              + " version 1), and name it.");
    }
  }

  private static Path limit(Path folder) {
    return folder.resolve("memory.max");
  }

  private static Path old(Path folder) {
    return folder.resolve("memory.limit_in_bytes");
  }

  /** Limits all that its processes take together. */
  void limit(long bytes) throws IOException {
    Path file = Files.isWritable(limit(folder)) ? limit(folder) : old(folder);
    Files.writeString(file, Long.toString(bytes));
  }

  /** Takes a process in; what it has read before counts elsewhere. */
  void take(Process process) throws IOException {
    Files.writeString(folder.resolve("cgroup.procs"), Long.toString(process.pid()));
  }
}
