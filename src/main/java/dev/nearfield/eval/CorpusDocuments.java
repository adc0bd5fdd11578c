package dev.nearfield.eval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The documents of a corpus file, one in memory at a time; the file is closed at its end. */
final class CorpusDocuments implements Iterator<SourceDocument>, AutoCloseable {
  private final Path file;
  private final JsonRows rows;
  private final IdHashes seen;
  private boolean ended;
  private boolean any;
  private @Nullable SourceDocument ahead;

  CorpusDocuments(Path file) {
    this(file, new IdHashes());
  }

  CorpusDocuments(Path file, IdHashes seen) {
    this.file = file;
    this.rows = new JsonRows(file);
    this.seen = seen;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null && !ended) {
      ahead = read();
    }
    return ahead != null;
  }

  @Override
  public SourceDocument next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("No document is left in " + file + ".");
    }
    SourceDocument document = ahead;
    ahead = null;
    return document;
  }

  private @Nullable SourceDocument read() {
    JsonRows.Row row = rows.next();
    if (row == null) {
      ended = true;
      rows.close();
      if (!any) {
        throw rows.malformedFile("the corpus is empty. Put one document a line into it.");
      }
      return null;
    }
    any = true;
    SourceDocument document = document(row);
    if (seen.maybeSeen(document.id())) {
      refuseIfRepeated(document.id());
    }
    return document;
  }

  private SourceDocument document(JsonRows.Row row) {
    String id = row.requiredString("_id");
    String text = row.requiredString("text");
    String title = row.optionalString("title");
    ObjectNode metadata = row.optionalObject("metadata");
    try {
      return new SourceDocument(
          id,
          title,
          text,
          null,
          metadata == null ? null : JsonMetadata.source(metadata),
          null,
          null,
          null,
          metadata == null ? Metadata.empty() : JsonMetadata.of(metadata));
    } catch (InvalidInputException | IllegalArgumentException e) {
      throw rows.malformed(String.valueOf(e.getMessage()), e);
    }
  }

  /** Reads the file again up to here, because two ids may share a hash. */
  private void refuseIfRepeated(String id) {
    long here = rows.lineNumber();
    try (JsonRows again = new JsonRows(file)) {
      for (JsonRows.Row row = again.next();
          row != null && again.lineNumber() < here;
          row = again.next()) {
        if (row.requiredString("_id").equals(id)) {
          throw rows.malformed(
              "the document id '"
                  + id
                  + "' stands on line "
                  + again.lineNumber()
                  + " already. Give each document an id of its own.");
        }
      }
    }
  }

  @Override
  public void close() {
    ended = true;
    rows.close();
  }
}
