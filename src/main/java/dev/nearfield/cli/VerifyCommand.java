package dev.nearfield.cli;

import dev.nearfield.Embedders;
import dev.nearfield.Verifier;
import dev.nearfield.VerifyOptions;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.NearfieldException;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Finding;
import dev.nearfield.store.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nearfield verify}: whether a collection is as it was written. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Checks whether a collection is as it was written. Takes no lock, writes nothing.",
    footer = {
      "",
      "Exit codes: 0 sound, 1 damaged or not to be opened, 2 wrong use.",
      "",
      "Examples:",
      "  nearfield verify --collection handbook",
      "  nearfield verify --collection handbook --fast --json"
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Option(
      names = "--fast",
      description = "Only compares each file with its checksum and reads the manifest.")
  private boolean fast;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "" + VerifyOptions.DEFAULT_SAMPLE,
      description = "How many chunks are embedded again (default: ${DEFAULT-VALUE}).")
  private int sample = VerifyOptions.DEFAULT_SAMPLE;

  @Option(
      names = "--model",
      paramLabel = "NAME|CARD",
      description = "The embedding model (default: the one that the collection names).")
  private @Nullable String model;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Path folder = collection.folder();
    Verification verification = fast ? verify(folder, VerifyOptions.filesOnly()) : full(folder);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      VerificationJson.print(out, verification);
    } else {
      print(out, verification);
    }
    return verification.sound() ? 0 : 1;
  }

  private static Verification verify(Path folder, VerifyOptions options) {
    return Verifier.verify(folder, options);
  }

  private Verification full(Path folder) {
    VerifyOptions options = new VerifyOptions(false, sample, null);
    if (sample == 0) {
      return verify(folder, options);
    }
    Embedder loaded;
    try {
      loaded = Embedders.lazy(model == null ? storedModel(folder) : model);
    } catch (NearfieldException e) {
      return verify(folder, options)
          .withSample("none, because there is no model: " + e.getMessage());
    }
    try (Embedder embedder = loaded) {
      return verify(folder, options.sample(sample, embedder));
    }
  }

  private static String storedModel(Path folder) {
    try (CollectionView view = CollectionView.open(folder, Clock.systemUTC())) {
      return view.manifest().model().name();
    }
  }

  private static void print(PrintWriter out, Verification verification) {
    Verification.Extent extent = verification.extent();
    out.printf("  %-14s %s%n", "collection", verification.collection());
    out.printf("  %-14s %d, %d bytes%n", "files", extent.files(), extent.bytes());
    out.printf("  %-14s %d%n", "segments", extent.segments());
    out.printf("  %-14s %d%n", "documents", extent.documents());
    out.printf("  %-14s %d%n", "chunks", extent.chunks());
    out.printf("  %-14s %s%n", "embedded again", verification.sample());
    out.printf("  %-14s %d%n", "faults", verification.faults());
    for (Finding finding : verification.findings()) {
      out.println(finding);
    }
    long more = verification.faults() - verification.findings().size();
    if (more > 0) {
      out.println("and " + more + " more.");
    }
    out.println(verification.sound() ? "The collection is sound." : "The collection is damaged.");
  }
}
