package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The XML parts in a DOCX archive, each read as a stream and up to a limit of unpacked bytes. */
final class DocxParts {
  /** What Word writes takes 5 to 20 bytes of XML a character. */
  private static final long BYTES_PER_CHAR = 24;

  private static final String RELATIONSHIPS = "_rels/.rels";
  private static final String CORE_PROPERTIES = "docProps/core.xml";

  private final ZipFile zip;
  private final long maxBytes;
  private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

  DocxParts(ZipFile zip, ReadOptions options) {
    this.zip = zip;
    this.maxBytes = options.maxTextChars() * BYTES_PER_CHAR;
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  /** What is done with an open part. */
  interface Part {
    void read(XMLStreamReader xml) throws XMLStreamException;
  }

  /** Reads a part; answers whether there is one of that name. */
  boolean read(String name, Part part) throws IOException, XMLStreamException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return false;
    }
    try (InputStream raw = zip.getInputStream(entry)) {
      var in = new Limited(raw, name);
      // With a reader, because the parser prints to the console what it cannot decode itself.
      XMLStreamReader xml =
          factory.createXMLStreamReader(new StrictReader(in, StandardCharsets.UTF_8));
      part.read(xml);
      xml.close();
      in.transferTo(OutputStream.nullOutputStream());
      in.requireChecksum(entry.getCrc());
    }
    return true;
  }

  /** The name of the part that holds the text. */
  String mainPart() throws IOException, XMLStreamException {
    var target = new String[1];
    read(
        RELATIONSHIPS,
        xml -> {
          while (xml.hasNext()) {
            if (xml.next() == XMLStreamReader.START_ELEMENT
                && String.valueOf(xml.getAttributeValue(null, "Type"))
                    .endsWith("/officeDocument")) {
              target[0] = xml.getAttributeValue(null, "Target");
            }
          }
        });
    if (target[0] == null) {
      throw new InvalidInputException(
          "The archive names no office document, so it is no DOCX. Save it as DOCX again.");
    }
    return target[0].startsWith("/") ? target[0].substring(1) : target[0];
  }

  /** The title of the core properties, or null. */
  @Nullable String coreTitle() throws IOException, XMLStreamException {
    var title = new StringBuilder();
    read(
        CORE_PROPERTIES,
        xml -> {
          boolean inside = false;
          while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
              inside = xml.getLocalName().equals("title");
            } else if (event == XMLStreamReader.END_ELEMENT) {
              inside = false;
            } else if (inside && event == XMLStreamReader.CHARACTERS) {
              title.append(xml.getText());
            }
          }
        });
    return title.toString().isBlank() ? null : title.toString().strip();
  }

  private final class Limited extends FilterInputStream {
    private final String name;
    private final CRC32 checksum = new CRC32();
    private long count;

    Limited(InputStream in, String name) {
      super(in);
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = super.read(bytes, offset, length);
      checksum.update(bytes, offset, Math.max(0, n));
      count += Math.max(0, n);
      if (count > maxBytes) {
        throw new InvalidInputException(
            "Its part %s unpacks to more than %,d bytes, as in a decompression bomb. Exclude the file, or raise the limit of text."
                .formatted(name, maxBytes));
      }
      return n;
    }

    /** Leaves the part open for the checksum, whoever closes this. */
    @Override
    public void close() {}

    void requireChecksum(long expected) throws ZipException {
      if (checksum.getValue() != expected) {
        throw new ZipException("the checksum of " + name + " differs");
      }
    }
  }
}
