package dev.nearfield.hostile;

import static dev.nearfield.hostile.Row.file;
import static dev.nearfield.hostile.Treatment.reported;

import dev.nearfield.ingest.DocxFiles;
import dev.nearfield.ingest.PdfFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** PDF and DOCX. */
final class OfficeRows {
  private OfficeRows() {}

  static Stream<Row> rows() {
    return Stream.of(
        pdf("an encrypted PDF", "It is encrypted with a password.", () -> encrypted(true)),
        pdf(
            "a PDF whose owner forbids taking text",
            "Its owner's settings forbid",
            () -> PdfFiles.encrypted("", false)),
        pdf("a PDF that is cut short", "It does not end as a PDF does", () -> half(pages())),
        pdf("a PDF that is broken in the middle", "It cannot be read (Missing root object", OfficeRows::overwritten),
        pdf("a PDF of scans", "None of its 1 pages has text", () -> pages(List.of())),
        pdf(
            "a PDF stream that unpacks to a thousand times its size",
            "as in a decompression bomb",
            () -> PdfFiles.repeatedContent("q Q ".repeat(1 << 18), 80)),
        pdf(
            "a PDF page that draws endless text",
            "over 1,000,000 characters on a page",
            () -> PdfFiles.repeatedContent("BT /F1 1 Tf (" + "x".repeat(1_000) + ") Tj ET\n", 2_000)),
        pdf("HTML named as a PDF is", "It cannot be read (Error: End-of-File", () -> "<html>%%EOF".getBytes(StandardCharsets.US_ASCII)),
        docx("a DOCX that is cut short", "It is no complete ZIP archive", () -> half(letter())),
        docx("a DOCX without its parts", "The archive names no office document", OfficeRows::empty),
        docx(
            "a DOCX with a password, or an old DOC",
            "It is encrypted with a password, or in the old DOC format.",
            () -> Arrays.copyOf(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 600)),
        docx(
            "a DOCX whose XML is broken in the middle",
            "Its XML is broken",
            () -> new DocxFiles().part("word/document.xml", "<w:p><w:t>x").bytes()),
        docx(
            "a DOCX that unpacks to a thousand times its size",
            "It has more than the 67,108,864 characters allowed.",
            () ->
                DocxFiles.repeated(
                    "<w:body><w:p><w:t>", "x".repeat(1 << 20), 100, "</w:t></w:p></w:body>")),
        docx(
            "a DOCX of a million nested elements",
            "Its XML is broken",
            () -> DocxFiles.repeated("", "<w:ins>", 1 << 20, "x")),
        docx(
            "a DOCX whose entities multiply",
            "Its XML is broken",
            () ->
                new DocxFiles()
                    .part("word/document.xml", FileRows.xml(document("&lol9;")))
                    .bytes()),
        file(
            "a DOCX with an entity that is a file",
            reported("Its XML is broken"),
            ground -> {
              Path secret = Files.writeString(ground.outside().resolve("secret.txt"), "a secret");
              String type = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>";
              ground.write(
                  "a.docx",
                  new DocxFiles().part("word/document.xml", type + document("&e;")).bytes());
            }));
  }

  private static String document(String text) {
    return "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>"
        + text
        + "</w:t></w:r></w:p></w:body></w:document>";
  }

  /** Makes the bytes of a file. */
  @FunctionalInterface
  private interface Bytes {
    byte[] make() throws Exception;
  }

  private static Row pdf(String name, String sentence, Bytes bytes) {
    return file(name, reported(sentence), ground -> ground.write("a.pdf", bytes.make()));
  }

  private static Row docx(String name, String sentence, Bytes bytes) {
    return file(name, reported(sentence), ground -> ground.write("a.docx", bytes.make()));
  }

  private static byte[] encrypted(boolean mayExtract) throws Exception {
    return PdfFiles.encrypted("user", mayExtract);
  }

  private static byte[] pages() throws Exception {
    return pages(List.of("First page."));
  }

  private static byte[] pages(List<String> lines) throws Exception {
    return PdfFiles.bytes(PdfFiles.document(lines));
  }

  private static byte[] letter() throws Exception {
    return new DocxFiles().body(DocxFiles.paragraph("Text of words.")).bytes();
  }

  private static byte[] empty() throws Exception {
    return new DocxFiles().without("_rels/.rels").bytes();
  }

  private static byte[] half(byte[] whole) {
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private static byte[] overwritten() throws Exception {
    byte[] whole = pages();
    Arrays.fill(whole, 20, whole.length - 40, (byte) ' ');
    return whole;
  }
}
