package dev.nearfield.durability;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A small file system in memory, where the machine lets the test mount one. */
final class MountedDisk implements AutoCloseable {
  private final Path path;

  /** Mounts it, or skips the test. */
  MountedDisk(Path path, int megabytes) {
    this.path = path;
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", path.toString()),
        "no file system can be mounted here: that takes Linux and the rights of root");
  }

  Path path() {
    return path;
  }

  void makeReadOnly() {
    assumeTrue(
        run("mount", "-o", "remount,ro", path.toString()),
        "the file system cannot be made read-only here");
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(Arrays.asList(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }

  @Override
  public void close() throws IOException {
    if (!run("umount", path.toString()) && !run("umount", "-l", path.toString())) {
      throw new IOException(path + " cannot be unmounted");
    }
  }
}
