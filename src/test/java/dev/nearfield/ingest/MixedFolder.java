package dev.nearfield.ingest;

import dev.nearfield.eval.BeirDataset;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of files of all types, filled with the texts of the demonstration set: 58 files, 94
 * documents.
 */
public final class MixedFolder {
  private final Path root;
  private final List<SourceDocument> texts;
  private int next;

  private MixedFolder(Path root, List<SourceDocument> texts) {
    this.root = root;
    this.texts = texts;
  }

  /** Writes the files. */
  public static void write(Path root, Path demonstrationSet) throws IOException {
    try (Stream<SourceDocument> documents = BeirDataset.open(demonstrationSet).documents()) {
      new MixedFolder(root, documents.toList()).write();
    }
  }

  private void write() throws IOException {
    for (int i = 0; i < 20; i++) {
      write("markdown/m%02d.md".formatted(i), markdown(take()));
    }
    for (int i = 0; i < 12; i++) {
      write("web/h%02d.html".formatted(i), html(take()));
    }
    for (int i = 0; i < 8; i++) {
      var pdf = PdfFiles.document(lines(take()), lines(take()), lines(take()));
      Files.write(file("pdf/p%02d.pdf".formatted(i)), PdfFiles.bytes(pdf));
    }
    for (int i = 0; i < 6; i++) {
      Files.write(file("word/d%02d.docx".formatted(i)), docx(take()));
    }
    for (int i = 0; i < 8; i++) {
      write("text/t%02d.txt".formatted(i), take().text());
    }
    write("rows/one.jsonl", jsonLines("one", 10));
    write("rows/two.jsonl", jsonLines("two", 10));
    write("rows/one.csv", csv("a", 10));
    write("rows/two.csv", csv("b", 10));
  }

  private SourceDocument take() {
    return texts.get(next++ % texts.size());
  }

  private Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(file(name), text);
  }

  private static String markdown(SourceDocument text) {
    return "---\ntopic: notes\n---\n# Field notes\n\nNotes of many kinds.\n\n## "
        + text.title()
        + "\n\n"
        + text.text()
        + "\n";
  }

  private static String html(SourceDocument text) {
    return "<html><head><title>Notes</title></head><body><nav>Home</nav><main><h1>Notes</h1><h2>"
        + text.title()
        + "</h2><p>"
        + text.text().replace("&", "&amp;").replace("<", "&lt;")
        + "</p></main></body></html>";
  }

  /** The fonts that every PDF reader has know Latin letters only. */
  private static List<String> lines(SourceDocument text) {
    String latin =
        Normalizer.normalize(text.title() + ".\n" + text.text(), Normalizer.Form.NFKD)
            .replaceAll("[^\\x20-\\x7e\\n]", "");
    return latin
        .lines()
        .flatMap(line -> line.replaceAll("(.{1,80})( |$)", "$1\n").lines())
        .toList();
  }

  private static byte[] docx(SourceDocument text) throws IOException {
    String escaped = text.text().replace("&", "&amp;").replace("<", "&lt;");
    return new DocxFiles()
        .body(DocxFiles.paragraph("berschrift1", "Notes") + DocxFiles.paragraph(escaped))
        .bytes();
  }

  private String jsonLines(String name, int rows) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      String text = take().text().replace("\\", "\\\\").replace("\"", "\\\"");
      lines.add("{\"id\": \"%s-%d\", \"text\": \"%s\"}".formatted(name, i, text));
    }
    return String.join("\n", lines) + "\n";
  }

  private String csv(String name, int rows) {
    List<String> lines = new ArrayList<>(List.of("id,text"));
    for (int i = 0; i < rows; i++) {
      lines.add("%s-%d,\"%s\"".formatted(name, i, take().text().replace("\"", "\"\"")));
    }
    return String.join("\n", lines) + "\n";
  }
}
