package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * HTML: the text of the page's one {@code main}, or else of its body, without navigation, scripts,
 * styles, asides and footers. The title is the page's, or its first heading.
 */
record HtmlReader(ReadOptions options) implements DocumentReader {
  private static final int PROLOGUE = 4_096;

  @Override
  public String type() {
    return "html";
  }

  @Override
  public Stream<Outcome> read(SourceFile file) throws IOException {
    String html = WholeFile.text(file, options, charset(file));
    WholeFile.requireFew(html, '<', "tags");
    Document page = Jsoup.parse(html);
    String title = title(page);
    var mains = page.select("main, [role=main]");
    Element main = mains.size() == 1 ? mains.get(0) : page.body();
    var text = new HtmlText();
    main.filter(text);
    return Stream.of(new Outcome.Read(file.name(), text.toDocument(file, type(), title)));
  }

  private static @Nullable String title(Document page) {
    if (!page.title().isBlank()) {
      return page.title();
    }
    Element heading = page.selectFirst("h1");
    return heading == null || heading.text().isBlank() ? null : heading.text();
  }

  /** What the page says of its own charset in its first bytes, or else that of the options. */
  private Charset charset(SourceFile file) throws IOException {
    String prologue;
    try (InputStream in = Files.newInputStream(file.path())) {
      prologue = new String(in.readNBytes(PROLOGUE), StandardCharsets.ISO_8859_1);
    }
    Document head = Jsoup.parse(prologue);
    Element meta = head.selectFirst("meta[charset]");
    if (meta != null) {
      return named(meta.attr("charset"));
    }
    Element type = head.selectFirst("meta[http-equiv=content-type]");
    String content = type == null ? "" : type.attr("content");
    int at = content.toLowerCase(Locale.ROOT).indexOf("charset=");
    return at < 0 ? options.charset() : named(content.substring(at + "charset=".length()));
  }

  /** By the WHATWG encoding standard, a page that says ISO 8859-1 or ASCII is in windows-1252. */
  private static Charset named(String label) {
    try {
      Charset charset = Charset.forName(label.strip());
      return charset.equals(StandardCharsets.ISO_8859_1)
              || charset.equals(StandardCharsets.US_ASCII)
          ? Charset.forName("windows-1252")
          : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new InvalidInputException(
          "The page says that its charset is '"
              + label
              + "', which is not known. Save it as UTF-8.",
          e);
    }
  }
}
