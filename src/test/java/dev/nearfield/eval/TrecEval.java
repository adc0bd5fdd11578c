package dev.nearfield.eval;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.ac.gla.terrier.jtreceval.trec_eval;

/** Runs the real trec_eval, 9.0.4, and reads what it prints. */
final class TrecEval {
  private final Path folder;

  private TrecEval(Path folder) {
    this.folder = folder;
  }

  /** A trec_eval that writes its files into a folder; skips the test where it cannot run. */
  static TrecEval in(Path folder) {
    if (!trec_eval.isPlatformSupported()) {
      return abort("jtreceval holds no trec_eval for this system");
    }
    try {
      String[][] version = new trec_eval().runAndGetOutput(new String[] {"-h"});
      if (version.length == 0) {
        return abort("the trec_eval of jtreceval prints nothing on this system");
      }
    } catch (RuntimeException e) {
      return abort("the trec_eval of jtreceval does not run on this system: " + e);
    }
    return new TrecEval(folder);
  }

  Printed score(Qrels qrels, Run run, String... options) {
    Path qrelsFile = folder.resolve("qrels.txt");
    Path runFile = folder.resolve("run.txt");
    qrels.writeTrec(qrelsFile);
    run.writeTrec(runFile, "tag");
    return score(qrelsFile, runFile, options);
  }

  Printed score(Path qrels, Path run, String... options) {
    var arguments = new ArrayList<>(List.of("-q", "-c"));
    arguments.addAll(List.of(options));
    arguments.add(qrels.toString());
    arguments.add(run.toString());
    var values = new HashMap<String, Double>();
    for (String[] row : new trec_eval().runAndGetOutput(arguments.toArray(String[]::new))) {
      values.put(row[1] + " " + row[0], Double.parseDouble(row[2]));
    }
    return new Printed(values);
  }

  /** Values to four decimals, by trec_eval's names of the measures. */
  record Printed(Map<String, Double> values) {
    double ofQuery(String queryId, String measure) {
      Double value = values.get(queryId + " " + measure);
      if (value == null) {
        throw new AssertionError("trec_eval printed no " + measure + " of " + queryId);
      }
      return value;
    }

    double mean(String measure) {
      return ofQuery("all", measure);
    }
  }
}
