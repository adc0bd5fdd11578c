package dev.nearfield.hostile;

import static dev.nearfield.hostile.Row.file;
import static dev.nearfield.hostile.Treatment.read;
import static dev.nearfield.hostile.Treatment.reported;

import dev.nearfield.IngestOptions;
import dev.nearfield.ingest.Readers;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Files that are not what their name says, or that a folder should not hold. */
final class FileRows {
  private FileRows() {}

  static Stream<Row> folders() {
    return Stream.of(
        file(
            "a link that leads out of the folder",
            reported("It is a symbolic link that leads out of the folder."),
            ground -> {
              Path secret = Files.writeString(ground.outside().resolve("secret.txt"), "a secret");
              Files.createSymbolicLink(ground.files().resolve("link.txt"), secret);
            }),
        file(
            "a link to itself",
            reported("It is a symbolic link to nothing, or to itself."),
            ground -> link(ground, "loop.txt", "loop.txt")),
        file(
            "a link to the folder above it",
            reported("which is read already"),
            ground -> {
              Files.createDirectory(ground.files().resolve("inner"));
              link(ground, "inner/up", "..");
            }),
        file(
            "a link to a device that never ends",
            reported("It is a symbolic link that leads out of the folder."),
            ground -> link(ground, "zero.txt", "/dev/zero")),
        file(
            "a pipe that nobody writes into",
            reported("It is a device, socket or pipe, and not a file."),
            ground -> {
              String pipe = ground.files().resolve("pipe.txt").toString();
              new ProcessBuilder("mkfifo", pipe).start().waitFor();
            }),
        file(
            "a file that may not be read",
            reported("It may not be read."),
            ground ->
                Files.setPosixFilePermissions(
                    ground.write("locked.txt", "text"), PosixFilePermissions.fromString("---------"))),
        file(
            "a folder named as a file is",
            new Treatment.Read(List.of(), ""),
            ground -> Files.createDirectory(ground.files().resolve("folder.pdf"))),
        file(
            "a name that its charset does not allow",
            reported("Its name is not valid in the charset of file names"),
            ground -> shell(ground, "printf text > \"$(printf 'a\\377.txt')\"")),
        file(
            "a control character in a file's name",
            reported("control character U+000A"),
            ground -> ground.write("a\nb.txt", "text")),
        file(
            "a file type without a reader",
            reported("There is no reader for files with .gz."),
            ground -> ground.write("a.txt.gz", "\u001F\u008B truncated")),
        changing(
            "a file that changes while it is read",
            "It changed while it was being read.",
            path -> Files.writeString(path, "longer than it was before")),
        changing("a file that vanishes while it is read", "It changed while it", Files::delete),
        changing(
            "a reader that fails in a way of its own",
            "is broken in a way that its",
            path -> {
              throw new IllegalStateException("planted");
            }));
  }

  static Stream<Row> texts() {
    return Stream.of(
        file("an empty file", read("a.txt", ""), ground -> ground.write("a.txt", "")),
        file(
            "a text that is not UTF-8",
            reported("Byte 1 (0xE9) is not valid UTF-8."),
            ground -> ground.write("a.txt", "r\u00E9sum\u00E9".getBytes(StandardCharsets.ISO_8859_1))),
        file(
            "a binary file named as a text is",
            reported("It holds NUL characters, as binary files"),
            ground -> ground.write("a.txt", new byte[1_000])),
        file(
            "UTF-16 with a byte order mark",
            read("a.txt", "text of words"),
            ground -> ground.write("a.txt", "\uFEFFtext of words".getBytes(StandardCharsets.UTF_16LE))),
        file(
            "UTF-16 without a byte order mark",
            reported("It holds NUL characters"),
            ground -> ground.write("a.txt", "text of words".getBytes(StandardCharsets.UTF_16LE))),
        file(
            "a text file over the limit of size",
            reported("It has 67,108,865 bytes, more than the 67,108,864 allowed."),
            ground -> {
              try (var sparse = new RandomAccessFile(ground.write("a.txt", "").toFile(), "rw")) {
                sparse.setLength((64L << 20) + 1);
              }
            }),
        file(
            "half a surrogate pair written as UTF-8",
            reported("is not valid UTF-8"),
            ground -> ground.write("a.txt", new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80})),
        file(
            "front matter that is no YAML",
            reported("the front matter is not valid YAML"),
            ground -> ground.write("a.md", "---\na: [1\n---\ntext")),
        file(
            "front matter whose aliases multiply",
            read("a.md", "text of words\n"),
            ground -> ground.write("a.md", "---\n" + laughs() + "---\ntext of words\n")),
        file(
            "front matter whose tags name classes",
            read("a.md", "text of words\n"),
            ground ->
                ground.write(
                    "a.md",
                    "---\na: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:1/\"]]\n---\ntext of words\n")),
        file(
            "front matter nested 100,000 deep",
            reported("the front matter is not valid YAML"),
            ground -> ground.write("a.md", "---\na: " + "[".repeat(100_000) + "\n---\ntext")),
        file(
            "front matter of 10,000 keys",
            reported("10004 different keys"),
            ground -> {
              var yaml = new StringBuilder("---\n");
              DocumentRows.keys(9_999).forEach((key, value) -> yaml.append(key + ": " + value + "\n"));
              ground.write("a.md", yaml + "---\ntext");
            }),
        file(
            "Markdown quoted 100,000 deep",
            read("a.md", ">".repeat(100_000) + " text"),
            ground -> ground.write("a.md", ">".repeat(100_000) + " text")),
        file(
            "Markdown of 100,000 open brackets",
            read("a.md", "[".repeat(100_000) + " text"),
            ground -> ground.write("a.md", "[".repeat(100_000) + " text")),
        file(
            "HTML nested 100,000 deep",
            read("a.html", "deep text"),
            ground -> ground.write("a.html", "<div>".repeat(100_000) + "deep text")),
        file(
            "HTML of 100,000 open formatting elements",
            read("a.html", "deep text"),
            ground -> ground.write("a.html", "<p><b><i>".repeat(33_333) + "deep text")),
        file(
            "HTML of an unknown charset",
            reported("The page says that its charset is 'klingon'"),
            ground -> ground.write("a.html", "<meta charset=klingon>text")),
        file(
            "XHTML whose entities multiply",
            read("a.xhtml", "]>\n\nbefore &lol9; after"),
            ground -> ground.write("a.xhtml", xml("<html><body><p>before &lol9; after</p></body></html>"))));
  }

  /** A billion of something, each name ten of the one before. */
  private static String laughs() {
    var yaml = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 10; i++) {
      String ten = ("*a" + (i - 1) + ", ").repeat(10);
      yaml.append("a" + i + ": &a" + i + " [" + ten.substring(0, ten.length() - 2) + "]\n");
    }
    return yaml.toString();
  }

  /** XML whose entity lol9 is a billion of them. */
  static String xml(String content) {
    var doctype = new StringBuilder("<!DOCTYPE html [<!ENTITY lol0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      doctype.append("<!ENTITY lol" + i + " \"" + ("&lol" + (i - 1) + ";").repeat(10) + "\">");
    }
    return doctype + "]>" + content;
  }

  private static void link(Ground ground, String name, String target) throws IOException {
    Files.createSymbolicLink(ground.files().resolve(name), Path.of(target));
  }

  private static void shell(Ground ground, String script) throws Exception {
    new ProcessBuilder("sh", "-c", script).directory(ground.files().toFile()).start().waitFor();
  }

  /** A file to which something happens between two pieces of the reading. */
  private static Row changing(String name, String sentence, SlowReader.Meanwhile meanwhile) {
    return new Row(
        name,
        Row.Way.FILE,
        reported(sentence),
        ground -> {
          ground.write("a.slow", "text");
          Readers readers = Readers.standard().with(new SlowReader(meanwhile), "slow");
          return ground.ingest(IngestOptions.defaults().readers(readers));
        });
  }
}
