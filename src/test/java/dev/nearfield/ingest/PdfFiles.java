package dev.nearfield.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** PDF files made for tests. */
public final class PdfFiles {
  private static final PDFont FONT = new PDType1Font(Standard14Fonts.FontName.HELVETICA);

  private PdfFiles() {}

  /** A page a list of lines; an empty line leaves a gap, and an empty list is a blank page. */
  @SafeVarargs
  public static PDDocument document(List<String>... pages) throws IOException {
    var pdf = new PDDocument();
    for (List<String> lines : pages) {
      var page = new PDPage();
      pdf.addPage(page);
      if (!lines.isEmpty()) {
        write(pdf, page, lines);
      }
    }
    return pdf;
  }

  private static void write(PDDocument pdf, PDPage page, List<String> lines) throws IOException {
    try (var content = new PDPageContentStream(pdf, page)) {
      content.beginText();
      content.setFont(FONT, 12);
      content.setLeading(14);
      content.newLineAtOffset(72, 700);
      for (String line : lines) {
        content.showText(line);
        content.newLine();
      }
      content.endText();
    }
  }

  /** The file. */
  public static byte[] bytes(PDDocument pdf) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (pdf) {
      pdf.save(bytes);
    }
    return bytes.toByteArray();
  }

  /** One page, encrypted. */
  public static byte[] encrypted(String userPassword, boolean mayExtract) throws IOException {
    PDDocument pdf = document(List.of("Secret"));
    var permission = new AccessPermission();
    permission.setCanExtractContent(mayExtract);
    pdf.protect(new StandardProtectionPolicy("owner", userPassword, permission));
    return bytes(pdf);
  }

  /** One page whose deflated content is a piece over and over. */
  public static byte[] repeatedContent(String piece, int times) throws IOException {
    var pdf = new PDDocument();
    var page = new PDPage();
    pdf.addPage(page);
    var resources = new PDResources();
    resources.put(COSName.getPDFName("F1"), FONT);
    page.setResources(resources);
    var stream = new PDStream(pdf);
    byte[] bytes = piece.getBytes(StandardCharsets.US_ASCII);
    try (OutputStream raw = stream.getCOSObject().createRawOutputStream();
        var out = new DeflaterOutputStream(raw, new Deflater(Deflater.BEST_COMPRESSION))) {
      for (int i = 0; i < times; i++) {
        out.write(bytes);
      }
    }
    stream.getCOSObject().setItem(COSName.FILTER, COSName.FLATE_DECODE);
    page.setContents(stream);
    return bytes(pdf);
  }
}
