package dev.nearfield.ingest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads with a class path that has none of the optional parsers, in a process of its own. */
final class OptionalLibraryTest {
  @TempDir Path folder;

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private String printed() throws IOException, InterruptedException {
    String classPath =
        Stream.of(
                Readers.class,
                PrintOutcomes.class,
                NullMarked.class,
                ObjectMapper.class,
                JsonFactory.class,
                JsonCreator.class,
                YAMLFactory.class)
            .map(OptionalLibraryTest::placeOf)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(java, "-cp", classPath, PrintOutcomes.class.getName(), folder.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed;
  }

  @Test
  void aReaderWithoutItsLibrarySaysWhichArtifactToAdd() throws Exception {
    for (String name : List.of("a.csv", "b.html", "c.md", "d.pdf", "e.tsv")) {
      Files.writeString(folder.resolve(name), "text\nx\n");
    }
    Files.writeString(folder.resolve("f.txt"), "read without");
    Files.writeString(folder.resolve("g.jsonl"), "{\"text\":\"read without\"}");
    Files.write(folder.resolve("h.docx"), new DocxFiles().body(DocxFiles.paragraph("x")).bytes());
    assertEquals(
        """
        a.csv: Reading CSV needs the artifact de.siegmar:fastcsv on the class path; add it to the build.
        b.html: Reading HTML needs the artifact org.jsoup:jsoup on the class path; add it to the build.
        c.md: Reading Markdown needs the artifact org.commonmark:commonmark on the class path; add it to the build.
        d.pdf: Reading PDF needs the artifact org.apache.pdfbox:pdfbox on the class path; add it to the build.
        e.tsv: Reading CSV needs the artifact de.siegmar:fastcsv on the class path; add it to the build.
        f.txt: read
        g.jsonl: read
        h.docx: read
        """,
        printed().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void everyNamedClassIsThereWithTheLibrary() {
    for (OptionalLibrary library : OptionalLibrary.values()) {
      assertDoesNotThrow(library::require);
    }
  }
}
