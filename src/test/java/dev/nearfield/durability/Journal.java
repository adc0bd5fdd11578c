package dev.nearfield.durability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What a process that will be killed says about itself: {@code begin 7 commit true} before step 7,
 * which commits, and {@code done 7} after it. Each line is on the disk before the process goes on.
 */
final class Journal implements AutoCloseable {
  /** Stands for opening the store before the first step. */
  static final int OPENING = -1;

  private final FileChannel file;

  Journal(Path path) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  void begin(int number, String phase, boolean commits) {
    write("begin " + number + " " + phase + " " + commits);
    System.out.println(phase);
  }

  void done(int number) {
    write("done " + number);
  }

  private void write(String line) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * What is known of a process that was killed.
   *
   * @param phase the phase that it was in
   * @param acknowledged how many steps the last commit holds that returned; 0 when none did
   * @param inFlight how many steps the commit holds that may have been going on; else as before
   */
  record Read(String phase, int acknowledged, int inFlight) {}

  static Read read(Path path) throws IOException {
    if (!Files.exists(path)) {
      return new Read("start", 0, 0);
    }
    String phase = "start";
    int acknowledged = 0;
    int inFlight = 0;
    String text = Files.readString(path);
    List<String> whole = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    for (String line : whole) {
      String[] words = line.split(" ");
      int number = Integer.parseInt(words[1]);
      if (words[0].equals("done")) {
        acknowledged = number + 1;
      } else {
        phase = words[2];
      }
      boolean commits = words[0].equals("done") || Boolean.parseBoolean(words[3]);
      inFlight = commits ? number + 1 : inFlight;
    }
    return new Read(phase, acknowledged, inFlight);
  }
}
