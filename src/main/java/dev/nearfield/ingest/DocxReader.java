package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/**
 * DOCX: body, footnotes and endnotes with the changes in it accepted, read with the JDK alone.
 * Paragraphs in a style with an outline level are headings. The title is that of the core
 * properties, or the first paragraph in the style Title. There are no pages: a layout makes them.
 */
record DocxReader(ReadOptions options) implements DocumentReader {
  private static final int[] OLE_FILE = {0xD0, 0xCF, 0x11, 0xE0};

  @Override
  public String type() {
    return "docx";
  }

  @Override
  public Stream<Outcome> read(SourceFile file) throws IOException {
    refuseOldOrEncrypted(file);
    try (var zip = new ZipFile(file.path().toFile())) {
      return Stream.of(new Outcome.Read(file.name(), document(file, new DocxParts(zip, options))));
    } catch (ZipException | EOFException e) {
      throw new InvalidInputException(
          "It is no complete ZIP archive (%s), so it is no DOCX, or damaged. Fetch it again."
              .formatted(e.getMessage() == null ? e.toString() : e.getMessage()),
          e);
    } catch (XMLStreamException e) {
      throw new InvalidInputException(
          "Its XML is broken: %s. Open it in a word processor and save it again."
              .formatted(String.valueOf(e.getMessage()).replaceAll("\\s+", " ")),
          e);
    }
  }

  private ReadDocument document(SourceFile file, DocxParts parts)
      throws IOException, XMLStreamException {
    String main = parts.mainPart();
    String folder = main.substring(0, main.lastIndexOf('/') + 1);
    Map<String, DocxStyle> styles = DocxStyle.read(parts, folder + "styles.xml");
    var body = new DocxBody(styles, options.maxTextChars());
    if (!body.read(parts, main)) {
      throw new InvalidInputException(
          "Its part " + main + " is missing. Open it in a word processor and save it again.");
    }
    body.read(parts, folder + "footnotes.xml");
    body.read(parts, folder + "endnotes.xml");
    return body.toDocument(file, type(), parts.coreTitle());
  }

  /** Both an encrypted DOCX and a DOC before 2007 are OLE files. */
  private static void refuseOldOrEncrypted(SourceFile file) throws IOException {
    byte[] first;
    try (InputStream in = Files.newInputStream(file.path())) {
      first = in.readNBytes(OLE_FILE.length);
    }
    for (int i = 0; i < OLE_FILE.length; i++) {
      if (i >= first.length || (first[i] & 0xFF) != OLE_FILE[i]) {
        return;
      }
    }
    throw new InvalidInputException(
        "It is encrypted with a password, or in the old DOC format. Save it as DOCX without a"
            + " password.");
  }
}
