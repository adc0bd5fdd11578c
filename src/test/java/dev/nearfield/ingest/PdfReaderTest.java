package dev.nearfield.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PdfReaderTest {
  private static final Logger PDFBOX = Logger.getLogger("org.apache.pdfbox");

  @TempDir Path folder;

  @BeforeAll
  static void damagedFilesAreNotNews() {
    PDFBOX.setLevel(Level.OFF);
  }

  @AfterAll
  static void otherTestsHearOfThem() {
    PDFBOX.setLevel(null);
  }

  private Path write(byte[] bytes) throws IOException {
    return Reading.in(folder).write("a.pdf", bytes);
  }

  private String reason(byte[] bytes) throws IOException {
    return Reading.in(folder).reason(write(bytes));
  }

  private static byte[] twoPages() throws IOException {
    PDDocument pdf =
        PdfFiles.document(
            List.of("First page,", "second line.", "", "", "New paragraph."),
            List.of(),
            List.of("Third page."));
    pdf.getDocumentInformation().setTitle(" The handbook ");
    return PdfFiles.bytes(pdf);
  }

  @Test
  void eachPageWithTextIsASectionWithItsNumber() throws IOException {
    ReadDocument read = Reading.in(folder).document(write(twoPages()));
    assertEquals("First page,\nsecond line.\n\nNew paragraph.\n\nThird page.", read.text());
    assertEquals(
        List.of("p1: First page,\nsecond line.\n\nNew paragraph.", "p3: Third page."),
        Reading.sections(read));
    assertEquals(new Place(null, 3), read.placeAt(read.text().indexOf("Third")));
    assertEquals("The handbook", read.document().title());
    assertEquals("pdf", read.document().metadata().string("type").orElseThrow());
    assertEquals(3, read.document().metadata().number("pages").orElseThrow());
  }

  @Test
  void aPdfWithoutATitleHasNone() throws IOException {
    byte[] bytes = PdfFiles.bytes(PdfFiles.document(List.of("x")));
    assertNull(Reading.in(folder).document(write(bytes)).document().title());
  }

  @Test
  void aPdfWithAPasswordIsRefused() throws IOException {
    assertEquals(
        "It is encrypted with a password. Save a copy without the password.",
        reason(PdfFiles.encrypted("user", true)));
  }

  @Test
  void whatTheOwnerForbidsIsNotDone() throws IOException {
    assertEquals(
        "Its owner's settings forbid taking text out of it. Ask the owner for a copy that allows"
            + " it.",
        reason(PdfFiles.encrypted("", false)));
    byte[] allowed = PdfFiles.encrypted("", true);
    assertEquals("Secret", Reading.in(folder).document(write(allowed)).text());
  }

  @Test
  void aScanWithoutTextIsReported() throws IOException {
    assertEquals(
        "None of its 2 pages has text, as in a scan. Run it through OCR first.",
        reason(PdfFiles.bytes(PdfFiles.document(List.of(), List.of()))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.3, 0.6, 0.9, 0.99})
  void aPdfThatIsCutShortIsReported(double part) throws IOException {
    byte[] whole = twoPages();
    assertEquals(
        "It does not end as a PDF does (%%EOF), so it is cut short or no PDF. Fetch it again.",
        reason(Arrays.copyOf(whole, (int) (whole.length * part))));
  }

  @Test
  void anotherFileNamedAsPdfIsReported() throws IOException {
    assertTrue(reason("<html>%%EOF".getBytes(StandardCharsets.US_ASCII)).length() > 20);
  }

  @Test
  void aStreamThatUnpacksToAThousandTimesItsSizeIsRefusedBeforeItIsUnpacked() throws IOException {
    byte[] bomb = PdfFiles.repeatedContent("q Q ".repeat(1 << 18), 80);
    assertTrue(bomb.length < 1 << 20, "bytes " + bomb.length);
    String reason = reason(bomb);
    assertTrue(
        reason.matches(
            "The stream at byte [0-9,]+ unpacks to more than 67,108,864 bytes, as in a"
                + " decompression bomb\\. .*"),
        reason);
  }

  @Test
  void aPageThatDrawsEndlessTextIsRefused() throws IOException {
    byte[] drawn =
        PdfFiles.repeatedContent("BT /F1 1 Tf (" + "x".repeat(1_000) + ") Tj ET\n", 2_000);
    assertEquals(
        "Page 1 brings it over 1,000,000 characters on a page. Split the file, or exclude it.",
        reason(drawn));
  }

  @Test
  void textOverTheLimitIsRefused() throws IOException {
    var reading = Reading.in(folder).with(ReadOptions.defaults().withMaxTextChars(30));
    String reason = reading.reason(write(twoPages()));
    assertEquals(
        "Page 1 brings it over 30 characters on a page. Split the file, or exclude it.", reason);
    var wider = Reading.in(folder).with(ReadOptions.defaults().withMaxTextChars(45));
    assertEquals(
        "Page 3 brings it over 45 characters. Split the file, or exclude it.",
        wider.reason(write(twoPages())));
  }

  @Test
  void aDamagedPdfIsReadOrReportedAndNeverThrows() throws IOException {
    byte[] whole = twoPages();
    var random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      for (int j = 1 + random.nextInt(30); j > 0; j--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      List<Outcome> outcomes = Reading.in(folder).outcomes(write(damaged));
      assertEquals(1, outcomes.size(), "damage " + i);
    }
  }
}
