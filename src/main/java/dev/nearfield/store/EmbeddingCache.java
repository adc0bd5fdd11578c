package dev.nearfield.store;

import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.StorageException;
import dev.nearfield.model.StoreClosedException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The embeddings that one model made of documents' texts, kept in a folder within a size, the
 * oldest going first. Safe for concurrent use. It may be deleted at any time while it is closed.
 *
 * <p>An embedding that was put is found at once, and survives a crash when 512 of them, or a
 * sixteenth of the size, have come together or the cache was closed. One cache writes a folder at a
 * time: a second one finds what was committed when it was opened, and keeps nothing.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="cache"}
 */
public final class EmbeddingCache implements AutoCloseable {
  /** The size of a cache unless told: 1 GiB, about 670,000 embeddings of 384 dimensions. */
  public static final long DEFAULT_BYTES = 1L << 30;

  /** The least size that a cache may have: 1 MiB. */
  public static final long LEAST_BYTES = 1L << 20;

  static final int ENTRIES_A_COMMIT = 512;
  private static final int COMMITS_A_SIZE = 16;
  private static final Logger LOG = System.getLogger(EmbeddingCache.class.getName());

  private final Path path;
  private final ModelIdentity model;
  private final Directory directory;
  private final int entriesACommit;
  private final @Nullable CacheWriter writer;
  private final StoreThreads threads = new StoreThreads();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<BytesRef, Embedding> fresh = new LinkedHashMap<>();
  private CacheReader reader;
  private boolean closed;

  private EmbeddingCache(Path path, Directory directory, ModelIdentity model, long maxBytes)
      throws IOException {
    this.path = path;
    this.directory = directory;
    this.model = model;
    long sizeOfOne = (long) model.dimension() * Float.BYTES;
    this.entriesACommit = Math.clamp(maxBytes / COMMITS_A_SIZE / sizeOfOne, 1, ENTRIES_A_COMMIT);
    this.writer = writer(path, directory, model, maxBytes);
    try {
      this.reader = CacheReader.open(directory, model.dimension());
    } catch (IOException | RuntimeException e) {
      if (writer != null) {
        writer.close();
      }
      throw e;
    }
  }

  /**
   * Opens the cache in a folder, or creates it where the folder is new or empty.
   *
   * @param maxBytes the most bytes that its files may have, at least 1 MiB
   * @throws dev.nearfield.model.ModelMismatchException when it holds embeddings of another model,
   *     or of the same in another revision or with other prefixes
   * @throws StorageException when it is damaged, or the folder holds something else
   */
  public static EmbeddingCache open(Path folder, ModelIdentity model, long maxBytes) {
    if (maxBytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "A cache's size must be at least " + LEAST_BYTES + " bytes, got " + maxBytes + ".");
    }
    try {
      Files.createDirectories(folder);
      Directory directory = FSDirectory.open(folder);
      try {
        CacheFolder.requireUsable(folder, directory, model);
        return new EmbeddingCache(folder, directory, model, maxBytes);
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    } catch (IOException e) {
      throw CacheFolder.failed(folder, e);
    }
  }

  private static @Nullable CacheWriter writer(
      Path path, Directory directory, ModelIdentity model, long maxBytes) throws IOException {
    try {
      return CacheWriter.open(directory, CacheFolder.commitData(model), maxBytes);
    } catch (LockObtainFailedException e) {
      LOG.log(
          Level.INFO,
          "The embedding cache "
              + path
              + " is written by another process; it is read here, and new embeddings are not"
              + " kept.");
      return null;
    }
  }

  /** Whether embeddings that are put are kept; false while another cache writes the folder. */
  public boolean isWriter() {
    return writer != null;
  }

  /** The embeddings of those texts that have one here. */
  public Map<String, Embedding> find(Set<String> texts) {
    Map<String, BytesRef> keys = new HashMap<>();
    texts.forEach(text -> keys.put(text, key(text)));
    Map<BytesRef, Embedding> found = findKeys(new TreeSet<>(keys.values()));
    Map<String, Embedding> embeddings = new HashMap<>();
    keys.forEach(
        (text, key) -> {
          Embedding embedding = found.get(key);
          if (embedding != null) {
            embeddings.put(text, embedding);
          }
        });
    return embeddings;
  }

  private Map<BytesRef, Embedding> findKeys(TreeSet<BytesRef> wanted) {
    Map<BytesRef, Embedding> found = new HashMap<>();
    lock.readLock().lock();
    try {
      requireOpen();
      for (BytesRef key : wanted) {
        Embedding embedding = fresh.get(key);
        if (embedding != null) {
          found.put(key, embedding);
        }
      }
      found.keySet().forEach(wanted::remove);
      reader.find(wanted, found);
      return found;
    } catch (StoreClosedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw CacheFolder.failed(path, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private BytesRef key(String text) {
    return CacheEntry.key(model.documentPrefix(), text);
  }

  /** Keeps embeddings of texts; does nothing when this is not the writer. */
  public void put(Map<String, Embedding> embeddings) {
    embeddings.values().forEach(this::requireDimension);
    lock.writeLock().lock();
    try {
      requireOpen();
      if (writer == null) {
        return;
      }
      for (Map.Entry<String, Embedding> entry : embeddings.entrySet()) {
        fresh.put(key(entry.getKey()), entry.getValue());
        if (fresh.size() >= entriesACommit) {
          commit(writer);
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void requireDimension(Embedding embedding) {
    if (embedding.dimension() != model.dimension()) {
      throw new InvalidInputException(
          "The embedding has "
              + embedding.dimension()
              + " dimensions, and those of "
              + model.name()
              + " have "
              + model.dimension()
              + ". Give the cache what this model made.");
    }
  }

  /** How many embeddings are here. */
  public long count() {
    lock.readLock().lock();
    try {
      requireOpen();
      return (long) reader.count() + fresh.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  private void commit(CacheWriter to) {
    threads.call(
        "write the embedding cache " + path,
        () -> {
          try {
            to.write(fresh);
            fresh.clear();
            CacheReader old = reader;
            reader = CacheReader.open(directory, model.dimension());
            old.close();
            return true;
          } catch (IOException e) {
            throw CacheFolder.failed(path, e);
          }
        });
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreClosedException(
          "The embedding cache " + path + " is closed. Open it again to go on.");
    }
  }

  /** Commits and closes; a second call does nothing. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      threads.call("close the embedding cache " + path, this::commitAndClose);
    } finally {
      threads.close();
      lock.writeLock().unlock();
    }
  }

  private boolean commitAndClose() {
    try (directory;
        writer) {
      try {
        if (writer != null && !fresh.isEmpty()) {
          writer.write(fresh);
        }
      } finally {
        reader.close();
      }
      return true;
    } catch (IOException e) {
      throw CacheFolder.failed(path, e);
    }
  }
}
