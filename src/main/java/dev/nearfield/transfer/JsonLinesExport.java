package dev.nearfield.transfer;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import dev.nearfield.store.Attachments;
import dev.nearfield.store.Block;
import dev.nearfield.store.BlockReader;
import dev.nearfield.store.CollectionView;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a whole collection as JSON lines: what it says of itself, each document with its chunks
 * and exact embeddings, the records of ingested files, and the attachments. In bounded memory; gzip
 * where the file's name ends in {@code .gz}.
 *
 * {@snippet class="dev.nearfield.examples.BackupExamplesTest" region="transfer"}
 */
public final class JsonLinesExport {
  private static final String PARTIAL = ".partial";
  private static final int BUFFER = 1 << 16;

  private final CollectionView view;
  private final Path collection;
  private final Path file;
  private TransferReport done = TransferReport.NONE;

  private JsonLinesExport(CollectionView view, Path collection, Path file) {
    this.view = view;
    this.collection = collection;
    this.file = file;
  }

  /**
   * Exports the last commit of a collection, beside a writer in any process. Documents that have
   * expired are left out.
   *
   * @param file a new file; it gets its name when it is whole and synced
   * @throws InvalidInputException when there is a file of that name
   * @throws dev.nearfield.model.NotACollectionException when there is no collection
   * @throws StorageException when the disk fails; there is no file then
   */
  public static TransferReport write(Path collection, Path file) {
    return write(collection, file, Clock.systemUTC());
  }

  /** As {@link #write(Path, Path)}, with the clock that tells what has expired. */
  public static TransferReport write(Path collection, Path file, Clock clock) {
    if (Files.exists(file)) {
      throw new InvalidInputException(
          "There is a file " + file + " already. Name a new one, or delete it first.");
    }
    Path partial = file.resolveSibling(file.getFileName() + PARTIAL);
    try (CollectionView view = CollectionView.open(collection, clock)) {
      try {
        TransferReport done = new JsonLinesExport(view, collection, file).write(partial);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        return done;
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw failed(collection, file, e);
    }
  }

  private static StorageException failed(Path collection, Path file, IOException e) {
    return new StorageException(
        "Collection "
            + collection
            + " could not be exported to "
            + file
            + ": "
            + e
            + ". Remove the cause (a full disk needs room) and try again.",
        e);
  }

  private TransferReport write(Path partial) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                partial,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream raw = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
      if (partial.toString().endsWith(".gz" + PARTIAL)) {
        GZIPOutputStream packed = new GZIPOutputStream(raw, BUFFER);
        write(packed);
        packed.finish();
      } else {
        write(raw);
      }
      raw.flush();
      channel.force(true);
    }
    return done;
  }

  private void write(OutputStream out) throws IOException {
    try (LineWriter lines = new LineWriter(out)) {
      lines.header(view.manifest());
      BlockReader blocks = view.blocks();
      view.documents()
          .visit(
              null,
              doc -> {
                Block block = blocks.block(doc);
                line(() -> lines.document(block));
                done = done.plusDocument(block.chunks().size());
                return true;
              });
      view.files()
          .forEach(
              file -> {
                line(() -> lines.file(file));
                done = done.plusFile();
              });
      Attachments attachments = view.attachments();
      for (String name : attachments.names()) {
        lines.attachment(name, attachments.find(name).orElseThrow());
        done = done.plusAttachment();
      }
      lines.end(done);
    }
  }

  /** Writes a line amid a walk, which lets no checked exception through. */
  private interface Line {
    void write() throws IOException;
  }

  /** What fails here is the file, and not the collection that is being read. */
  private void line(Line line) {
    try {
      line.write();
    } catch (IOException e) {
      throw failed(collection, file, e);
    }
  }
}
