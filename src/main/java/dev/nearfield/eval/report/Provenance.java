package dev.nearfield.eval.report;

import dev.nearfield.eval.Significance;
import dev.nearfield.model.ModelIdentity;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What it takes to run an evaluation again; the settings of each system stand with its results.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="report"}
 *
 * @param date when it was run
 * @param command what was run, one word each
 * @param version the version of this library; empty when it runs from classes that were not
 *     packaged
 * @param commit the commit that it was built from, with {@code + changes} behind it when other
 *     files than those of the commit were there; empty when it was built outside a clone
 * @param models the embedding models, with the hashes of their files
 * @param machine what it ran on
 * @param seed of everything random: the randomisation test
 */
public record Provenance(
    Instant date,
    List<String> command,
    Optional<String> version,
    Optional<String> commit,
    List<ModelIdentity> models,
    Machine machine,
    long seed) {

  public Provenance {
    date = date.truncatedTo(ChronoUnit.SECONDS);
    command = List.copyOf(command);
    models = List.copyOf(models);
  }

  /** Of a run at this time on this machine. */
  public static Provenance of(Clock clock, List<String> command, List<ModelIdentity> models) {
    return new Provenance(
        clock.instant(),
        command,
        Build.version(),
        Build.commit(),
        models,
        Machine.here(),
        Significance.SEED);
  }

  /** As names and values for people: date, version, commit, models, machine, seed. */
  public Map<String, String> lines() {
    return ProvenanceLines.of(this);
  }

  /** The command as a shell takes it. */
  public String commandLine() {
    return String.join(" ", command.stream().map(Provenance::quoted).toList());
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
