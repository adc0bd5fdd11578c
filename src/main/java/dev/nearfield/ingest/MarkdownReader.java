package dev.nearfield.ingest;

import dev.nearfield.model.Metadata;
import java.io.IOException;
import java.util.stream.Stream;

/**
 * Markdown: the text stays as it is written, without its front matter; the headings are its
 * sections. The title is the front matter's, or the first heading of level 1.
 */
record MarkdownReader(ReadOptions options) implements DocumentReader {

  @Override
  public String type() {
    return "markdown";
  }

  @Override
  public Stream<Outcome> read(SourceFile file) throws IOException {
    String whole = WholeFile.text(file, options, options.charset());
    WholeFile.requireFew(whole, '\n', "lines");
    FrontMatter front = FrontMatter.of(whole);
    String text = whole.substring(front.end());
    var headings = MarkdownHeadings.of(text);
    String title = front.title() == null ? headings.title() : front.title();
    Metadata own = front.metadata();
    var document = file.document(type(), title, text, own);
    return Stream.of(
        new Outcome.Read(
            file.name(), new ReadDocument(document, headings.outline().sections(text))));
  }
}
