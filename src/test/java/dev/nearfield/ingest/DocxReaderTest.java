package dev.nearfield.ingest;

import static dev.nearfield.ingest.DocxFiles.paragraph;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocxReaderTest {
  @TempDir Path folder;

  private Path write(byte[] bytes) throws IOException {
    return Reading.in(folder).write("a.docx", bytes);
  }

  private ReadDocument read(DocxFiles docx) throws IOException {
    return Reading.in(folder).document(write(docx.bytes()));
  }

  private String reason(byte[] bytes) throws IOException {
    return Reading.in(folder).reason(write(bytes));
  }

  @Test
  void paragraphsAndHeadingsAreReadByTheirStyles() throws IOException {
    ReadDocument read =
        read(
            new DocxFiles()
                .body(
                    paragraph("Titel", "Handbook")
                        + paragraph("Before &amp; all.")
                        + paragraph("berschrift1", "Travel")
                        + paragraph("Mine", "Rail")
                        + paragraph("One ")
                        + "<w:p><w:r><w:t>two</w:t><w:tab/><w:t>three</w:t><w:br/><w:t>four</w:t></w:r></w:p>"
                        + paragraph("LoopA", "five")
                        + "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs><w:outlineLvl"
                        + " w:val=\"0\"/></w:pPr><w:r><w:t>Direct</w:t></w:r></w:p>"));
    assertEquals("Handbook", read.document().title());
    assertEquals("docx", read.document().metadata().string("type").orElseThrow());
    assertEquals(
        List.of(
            ": Handbook\n\nBefore & all.",
            "Travel > Rail: Travel\n\nRail\n\nOne\n\ntwo\tthree\nfour\n\nfive",
            "Direct: Direct"),
        Reading.sections(read));
  }

  @Test
  void theTitleOfThePropertiesComesFirst() throws IOException {
    var docx =
        new DocxFiles()
            .body(paragraph("Titel", "On the page"))
            .part(
                "docProps/core.xml",
                "<cp:coreProperties xmlns:cp=\"x\" xmlns:dc=\"y\"><dc:creator>Ada</dc:creator>"
                    + "<dc:title> Of the file </dc:title></cp:coreProperties>");
    assertEquals("Of the file", read(docx).document().title());
  }

  @Test
  void tableCellsAreApartByTabs() throws IOException {
    String table =
        "<w:tbl><w:tr><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr><w:tr><w:tc>%s</w:tc><w:tc>%s%s</w:tc></w:tr></w:tbl>"
            .formatted(
                paragraph("Name"),
                paragraph("Age"),
                paragraph("Ada"),
                paragraph("36"),
                paragraph("or 37"));
    assertEquals(
        "Before\n\nName\tAge\nAda\t36\nor 37\n\nAfter",
        read(new DocxFiles().body(paragraph("Before") + table + paragraph("After"))).text());
  }

  @Test
  void changesAreTakenAsAcceptedAndNothingIsReadTwice() throws IOException {
    String body =
        "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle"
            + " w:val=\"berschrift1\"/></w:pPr></w:pPrChange></w:pPr>"
            + "<w:r><w:t>Keep</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>"
            + " new</w:t></w:r></w:ins>"
            + "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:instrText>PAGEREF"
            + " x</w:instrText></w:r><mc:AlternateContent><mc:Choice><w:r><w:t>"
            + " box</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>"
            + " box</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>";
    ReadDocument read = read(new DocxFiles().body(body));
    assertEquals("Keep new box", read.text());
    assertEquals(List.of(), read.sections().getFirst().headings());
  }

  @Test
  void notesComeAfterTheBody() throws IOException {
    var docx =
        new DocxFiles()
            .body(paragraph("Text."))
            .notes(
                "footnote",
                "<w:footnote w:type=\"separator\">"
                    + paragraph("----")
                    + "</w:footnote><w:footnote w:id=\"1\">"
                    + paragraph("A footnote.")
                    + "</w:footnote>")
            .notes("endnote", "<w:endnote w:id=\"1\">" + paragraph("An endnote.") + "</w:endnote>");
    assertEquals("Text.\n\nA footnote.\n\nAn endnote.", read(docx).text());
  }

  @Test
  void anEmptyDocumentIsReadAsOne() throws IOException {
    assertEquals("", read(new DocxFiles().body("<w:p/>")).text());
    assertEquals(
        "Heading",
        read(new DocxFiles().body(paragraph("berschrift1", "Heading   ") + "<w:p/>"))
            .text()
            .strip());
  }

  @Test
  void anEncryptedOrOldDocumentIsRefused() throws IOException {
    byte[] ole = new byte[600];
    System.arraycopy(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 0, ole, 0, 4);
    assertEquals(
        "It is encrypted with a password, or in the old DOC format. Save it as DOCX without a"
            + " password.",
        reason(ole));
  }

  @Test
  void aFileThatIsCutShortOrNoDocxIsReported() throws IOException {
    byte[] whole = new DocxFiles().body(paragraph("text")).bytes();
    String cut = reason(Arrays.copyOf(whole, whole.length / 2));
    assertTrue(cut.startsWith("It is no complete ZIP archive ("), cut);
    assertEquals(
        "The archive names no office document, so it is no DOCX. Save it as DOCX again.",
        reason(new DocxFiles().without("_rels/.rels").bytes()));
    assertEquals(
        "Its part word/document.xml is missing. Open it in a word processor and save it again.",
        reason(new DocxFiles().bytes()));
    String broken = reason(new DocxFiles().part("word/document.xml", "<w:p><w:t>x").bytes());
    assertTrue(broken.startsWith("Its XML is broken: "), broken);
  }

  @Test
  void entitiesAreNotFetchedAndNotExpanded() throws IOException {
    Path secret = Reading.in(folder).write("secret.txt", "the secret");
    String xml =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"%s\"><!ENTITY f \"ffff\">]><w:document xmlns:w=\"w\"><w:p><w:t>a&e;&f;b</w:t></w:p></w:document>"
            .formatted(secret.toUri());
    List<Outcome> outcomes =
        Reading.in(folder).outcomes(write(new DocxFiles().part("word/document.xml", xml).bytes()));
    assertFalse(outcomes.toString().contains("the secret"), outcomes.toString());
    assertFalse(outcomes.toString().contains("ffff"), outcomes.toString());
  }

  @Test
  void aHundredMegabytesOfTextInAHundredKilobytesAreRefused() throws IOException {
    byte[] bomb =
        DocxFiles.repeated("<w:body><w:p><w:t>", "x".repeat(1 << 20), 100, "</w:t></w:p></w:body>");
    assertTrue(bomb.length < 1 << 17, "bytes " + bomb.length);
    assertEquals(
        "It has more than the 67,108,864 characters allowed. Raise the limit of text, or split it.",
        reason(bomb));
  }

  @Test
  void aHundredMegabytesOfMarkupWithoutTextAreRefused() throws IOException {
    byte[] bomb =
        DocxFiles.repeated("<w:body>", "<w:p><w:r/></w:p>".repeat(1 << 16), 1 << 6, "</w:body>");
    var reading = Reading.in(folder).with(ReadOptions.defaults().withMaxTextChars(1 << 20));
    assertEquals(
        "Its part word/document.xml unpacks to more than 25,165,824 bytes, as in a decompression"
            + " bomb. Exclude the file, or raise the limit of text.",
        reading.reason(write(bomb)));
  }

  @Test
  void aMillionNestedElementsAreReadOrReported() throws IOException {
    byte[] deep = DocxFiles.repeated("", "<w:ins>", 1 << 20, "x");
    List<Outcome> outcomes = Reading.in(folder).outcomes(write(deep));
    assertTrue(outcomes.getFirst() instanceof Outcome.Failed, outcomes.toString());
  }

  @Test
  void aDamagedDocxIsReportedOrReadAsItWas() throws IOException {
    byte[] whole = new DocxFiles().body(paragraph("text").repeat(20)).bytes();
    String text = Reading.in(folder).document(write(whole)).text();
    var random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      for (int j = 1 + random.nextInt(10); j > 0; j--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      List<Outcome> outcomes = Reading.in(folder).outcomes(write(damaged));
      assertEquals(1, outcomes.size(), "damage " + i);
      if (outcomes.getFirst() instanceof Outcome.Read read) {
        assertEquals(text, read.document().text(), "damage " + i);
      }
    }
  }
}
