package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/**
 * PDF: the text of its pages, each a section with its number, pages apart by a blank line. The
 * title is that of the document information.
 */
record PdfReader(ReadOptions options) implements DocumentReader {

  @Override
  public String type() {
    return "pdf";
  }

  @Override
  public Stream<Outcome> read(SourceFile file) throws IOException {
    PdfGuard.check(file.path());
    try (var bytes = new RandomAccessReadBufferedFile(file.path());
        PDDocument pdf = Loader.loadPDF(bytes)) {
      if (!pdf.getCurrentAccessPermission().canExtractContent()) {
        throw new InvalidInputException(
            "Its owner's settings forbid taking text out of it. Ask the owner for a copy that"
                + " allows it.");
      }
      return Stream.of(new Outcome.Read(file.name(), document(file, pdf)));
    } catch (InvalidPasswordException e) {
      throw new InvalidInputException(
          "It is encrypted with a password. Save a copy without the password.", e);
    }
  }

  private ReadDocument document(SourceFile file, PDDocument pdf) throws IOException {
    var text = new PdfText(options.maxTextChars());
    text.writeText(pdf, text.pageOutput());
    if (text.sections().isEmpty()) {
      throw new InvalidInputException(
          "None of its %d pages has text, as in a scan. Run it through OCR first."
              .formatted(pdf.getNumberOfPages()));
    }
    Metadata pages = Metadata.of("pages", pdf.getNumberOfPages());
    var document = file.document(type(), title(pdf), text.text(), pages);
    return new ReadDocument(document, text.sections());
  }

  private static @Nullable String title(PDDocument pdf) {
    String title = pdf.getDocumentInformation().getTitle();
    return title == null || title.isBlank() ? null : WellFormed.of(title.strip());
  }
}
