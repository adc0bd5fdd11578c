package dev.nearfield.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** DOCX files made for tests, part by part. */
public final class DocxFiles {
  private static final String NAMESPACE =
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
          + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

  private static final String RELATIONSHIPS =
      """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="rId1" Target="word/document.xml"
      Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
      </Relationships>\
      """;

  private final Map<String, String> parts = new LinkedHashMap<>();

  /** One without a body. */
  public DocxFiles() {
    parts.put("_rels/.rels", RELATIONSHIPS);

    parts.put(
        "word/styles.xml",
        "<w:styles "
            + NAMESPACE
            + """
            >
            <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
            <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
            <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
            <w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My own"/>
            <w:basedOn w:val="berschrift2"/></w:style>
            <w:style w:type="paragraph" w:styleId="LoopA"><w:name w:val="A"/><w:basedOn w:val="LoopB"/></w:style>
            <w:style w:type="paragraph" w:styleId="LoopB"><w:name w:val="B"/><w:basedOn w:val="LoopA"/></w:style>
            </w:styles>\
            """);
  }

  /** With a part, or another in its place. */
  public DocxFiles part(String name, String xml) {
    parts.put(name, xml);
    return this;
  }

  /** Without a part. */
  public DocxFiles without(String name) {
    parts.remove(name);
    return this;
  }

  /** With a body. */
  public DocxFiles body(String xml) {
    return part(
        "word/document.xml",
        "<w:document " + NAMESPACE + "><w:body>" + xml + "</w:body></w:document>");
  }

  DocxFiles notes(String kind, String xml) {
    return part(
        "word/" + kind + "s.xml",
        "<w:" + kind + "s " + NAMESPACE + ">" + xml + "</w:" + kind + "s>");
  }

  /** A paragraph of plain text. */
  public static String paragraph(String text) {
    return "<w:p><w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
  }

  static String paragraph(String style, String text) {
    return "<w:p><w:pPr><w:pStyle w:val=\""
        + style
        + "\"/></w:pPr><w:r><w:t>"
        + text
        + "</w:t></w:r></w:p>";
  }

  /** The file. */
  public byte[] bytes() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** A DOCX whose body is a piece over and over. */
  public static byte[] repeated(String before, String piece, int times, String after) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("_rels/.rels"));
      zip.write(RELATIONSHIPS.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.write(("<w:document " + NAMESPACE + ">" + before).getBytes(StandardCharsets.UTF_8));
      byte[] more = piece.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < times; i++) {
        zip.write(more);
      }
      zip.write((after + "</w:document>").getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
