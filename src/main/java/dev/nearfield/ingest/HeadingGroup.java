package dev.nearfield.ingest;

import dev.nearfield.model.Chunk;
import dev.nearfield.model.PlacedChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The text from one heading to the next, over all its pages: what a chunk may not leave.
 *
 * @param span its heading and text
 * @param bodyStart where the text after the heading begins
 */
record HeadingGroup(Span span, int bodyStart) {

  /** The groups of a document, in order. */
  static List<HeadingGroup> of(ReadDocument document) {
    var groups = new ArrayList<HeadingGroup>();
    for (Section section : document.sections()) {
      if (groups.isEmpty() || section.hasHeading()) {
        groups.add(new HeadingGroup(new Span(section.start(), section.end()), section.bodyStart()));
      } else {
        HeadingGroup last = groups.removeLast();
        groups.add(
            new HeadingGroup(new Span(last.span().start(), section.end()), last.bodyStart()));
      }
    }
    return groups;
  }

  /** The chunks of a document from the spans of its groups. */
  static List<PlacedChunk> chunks(ReadDocument document, Function<HeadingGroup, List<Span>> cut) {
    var chunks = new ArrayList<PlacedChunk>();
    for (HeadingGroup group : of(document)) {
      for (Span span : cut.apply(group)) {
        var chunk = new Chunk(chunks.size(), span.start(), span.end(), span.of(document.text()));
        chunks.add(new PlacedChunk(chunk, document.placeAt(span.start())));
      }
    }
    return chunks;
  }
}
