package dev.nearfield.transfer;

import dev.nearfield.GivenVectors;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.store.Block;
import dev.nearfield.store.Collection;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Manifest;
import dev.nearfield.store.PartialFolder;
import dev.nearfield.store.VectorIndexing;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes a collection of what {@link JsonLinesExport} wrote: equal in every document, chunk,
 * embedding to the bit, content hash, record of a file and attachment, so that nothing is embedded
 * again when the same documents or folders are added. In bounded memory.
 *
 * {@snippet class="dev.nearfield.examples.BackupExamplesTest" region="transfer"}
 */
public final class JsonLinesImport {
  private final JsonValues json;
  private TransferReport done = TransferReport.NONE;

  private JsonLinesImport(JsonValues json) {
    this.json = json;
  }

  /**
   * Imports a file into a new or empty folder.
   *
   * @throws InvalidInputException naming the file and the line, when it is no export, damaged or
   *     cut off; or when the folder is not empty. There is no collection then
   * @throws dev.nearfield.model.StorageException when the disk fails; there is no collection then
   */
  public static TransferReport read(Path file, Path collection) {
    return read(file, collection, null);
  }

  /**
   * As {@link #read(Path, Path)}, with another analyzer of titles and texts.
   *
   * @param analyzer its name; null for that of the exported collection
   */
  public static TransferReport read(Path file, Path collection, @Nullable String analyzer) {
    return read(file, collection, analyzer, UnaryOperator.identity());
  }

  /**
   * As {@link #read(Path, Path, String)}, with vectors that are indexed in another way.
   *
   * @param indexing makes it of that of the exported collection
   */
  public static TransferReport read(
      Path file,
      Path collection,
      @Nullable String analyzer,
      UnaryOperator<VectorIndexing> indexing) {
    try (JsonValues json = JsonValues.open(file);
        PartialFolder partial = PartialFolder.of(collection)) {
      TransferReport done = new JsonLinesImport(json).into(partial.path(), analyzer, indexing);
      partial.finish();
      return done;
    }
  }

  private TransferReport into(
      Path folder, @Nullable String analyzer, UnaryOperator<VectorIndexing> indexing) {
    Manifest exported = withLine(() -> Header.read(json, analyzer));
    Manifest manifest = exported.indexing(indexing.apply(exported.indexing()));
    try (Collection collection = Collection.open(folder, manifest, Clock.systemUTC())) {
      LineReader lines = new LineReader(json, manifest.model().dimension());
      while (true) {
        switch (withLine(lines::next)) {
          case LineReader.Line.OfDocument(Block block) ->
              withLine(() -> put(block, collection, manifest));
          case LineReader.Line.OfFile line -> {
            collection.put(line.file());
            done = done.plusFile();
          }
          case LineReader.Line.OfAttachment line -> {
            withLine(() -> attach(line, collection));
            done = done.plusAttachment();
          }
          case LineReader.Line.OfEnd(TransferReport all) -> {
            requireAll(all);
            return done;
          }
          case null ->
              throw json.malformed(
                  "the file ends without its last line, so it was cut off. Export again.");
        }
      }
    }
  }

  private boolean put(Block block, Collection collection, Manifest manifest) {
    String id = block.document().id();
    try (CollectionView view = collection.viewOf(id)) {
      if (view.find(id).isPresent()) {
        throw json.malformed("the document '" + id + "' is there twice.");
      }
    }
    GivenVectors.requireFit(block.document(), block.chunks(), manifest);
    collection.put(block);
    done = done.plusDocument(block.chunks().size());
    return true;
  }

  private static boolean attach(LineReader.Line.OfAttachment line, Collection collection) {
    collection.attach(line.name(), Base64.getDecoder().decode(line.content()));
    return true;
  }

  private void requireAll(TransferReport all) {
    if (!done.equals(all)) {
      throw json.malformed(
          "the file should hold " + all + ", and holds " + done + ". Export again.");
    }
    if (json.nextObject()) {
      throw json.malformed("something stands behind the last line.");
    }
  }

  /** Work on a line. */
  private interface Work<T extends @Nullable Object> {
    T run();
  }

  /** Says in which line it was that a value was refused. */
  private <T extends @Nullable Object> T withLine(Work<T> work) {
    try {
      return work.run();
    } catch (InvalidInputException e) {
      throw json.located(e);
    } catch (IllegalArgumentException e) {
      throw json.malformed(String.valueOf(e.getMessage()), e);
    } catch (IndexOutOfBoundsException e) {
      throw json.malformed("a chunk's start or end is outside of the text.", e);
    }
  }
}
