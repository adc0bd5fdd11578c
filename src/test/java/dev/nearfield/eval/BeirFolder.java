package dev.nearfield.eval;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes small BEIR folders for tests. */
final class BeirFolder {
  static final String HEADER = "query-id\tcorpus-id\tscore\n";

  private final Path folder;

  private BeirFolder(Path folder) {
    this.folder = folder;
  }

  /** A sound folder of two documents, two queries and two judgements. */
  static BeirFolder in(Path folder) throws IOException {
    return new BeirFolder(folder)
        .with(
            "corpus.jsonl",
            """
            {"_id": "d1", "title": "One", "text": "first"}
            {"_id": "d2", "title": "", "text": ""}
            """)
        .with(
            "queries.jsonl",
            """
            {"_id": "q1", "text": "what is first?"}
            {"_id": "q2", "text": "what is second?"}
            """)
        .with("qrels/test.tsv", HEADER + "q1\td1\t1\nq2\td2\t0\n");
  }

  BeirFolder with(String name, String content) throws IOException {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  BeirFolder with(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return this;
  }

  BeirFolder without(String name) throws IOException {
    Files.delete(folder.resolve(name));
    return this;
  }

  /** Packs a file, and takes the plain one away. */
  BeirFolder packed(String name) throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve(name));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".gz")))) {
      out.write(content);
    }
    return without(name);
  }

  Path path() {
    return folder;
  }
}
