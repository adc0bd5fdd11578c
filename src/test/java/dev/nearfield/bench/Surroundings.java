package dev.nearfield.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;

/**
 * What a table of figures was taken on.
 *
 * @param date when it began
 * @param machine system, processors and Java
 * @param commit of the source, with a mark when it was changed since
 * @param command what was run
 * @param loadBefore threads that ran or waited in the minute before
 */
public record Surroundings(
    Instant date, String machine, String commit, String command, double loadBefore) {

  /** As things are now. */
  public static Surroundings now(String command) throws IOException {
    return new Surroundings(
        Instant.now(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors, Java "
            + System.getProperty("java.runtime.version"),
        head(),
        command,
        load());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String head() throws IOException {
    Process git =
        new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(git.getInputStream().readAllBytes()).strip();
  }

  /** One line for a page. */
  public String markdown() {
    return "%s, %s, commit %s, load %.1f before and %.1f after, `%s`%n"
        .formatted(date, machine, commit, loadBefore, load(), command);
  }

  /** The same as members of a JSON object. */
  public void describe(ObjectNode object) {
    object
        .put("date", date.toString())
        .put("machine", machine)
        .put("commit", commit)
        .put("command", command)
        .put("loadBefore", loadBefore)
        .put("loadAfter", load());
  }
}
