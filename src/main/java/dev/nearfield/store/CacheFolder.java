package dev.nearfield.store;

import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.ModelMismatchException;
import dev.nearfield.model.StorageException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/** Tells whether a folder may be used as the cache of a model, and why a cache failed. */
final class CacheFolder {
  private static final String FORMAT = "nearfield.cache.format";
  private static final String FORMAT_VERSION = "1";
  private static final String NEXT_STEP =
      " Delete the folder; it is filled again as texts are embedded.";

  private CacheFolder() {}

  /** What a new cache says of itself, in its commit. */
  static Map<String, String> commitData(ModelIdentity model) {
    var data = new LinkedHashMap<String, String>();
    data.put(FORMAT, FORMAT_VERSION);
    data.put("nearfield.written-by", Version.STRING);
    data.putAll(Manifest.commitData(model));
    return data;
  }

  /** Refuses a folder that holds something else, or the embeddings of another model. */
  static void requireUsable(Path path, Directory directory, ModelIdentity model)
      throws IOException {
    if (DirectoryReader.indexExists(directory)) {
      Map<String, String> data = SegmentInfos.readLatestCommit(directory).getUserData();
      requireFormat(path, data);
      requireSameModel(path, data, model);
      return;
    }
    List<String> strangers = CollectionFolder.strangers(path);
    if (!strangers.isEmpty()) {
      throw new StorageException(
          path
              + " is no embedding cache: it holds other files ("
              + strangers.getFirst()
              + "). Name an empty or a new folder; if it was a cache, delete it.");
    }
  }

  private static void requireFormat(Path path, Map<String, String> data) {
    String format = data.get(FORMAT);
    if (format == null) {
      throw new StorageException(
          path + " holds a Lucene index that is no embedding cache. Name another folder.");
    }
    if (!format.equals(FORMAT_VERSION)) {
      throw new StorageException(
          "The embedding cache "
              + path
              + " has format "
              + format
              + " and this version reads format "
              + FORMAT_VERSION
              + "."
              + NEXT_STEP);
    }
  }

  private static void requireSameModel(Path path, Map<String, String> stored, ModelIdentity model) {
    List<String> itsOwn = new ArrayList<>();
    List<String> given = new ArrayList<>();
    Manifest.commitData(model)
        .forEach(
            (field, value) -> {
              String own = stored.getOrDefault(field, "");
              if (!own.equals(value)) {
                String name = field.substring(Manifest.MODEL.length());
                itsOwn.add(name + " '" + own + "'");
                given.add(name + " '" + value + "'");
              }
            });
    if (!given.isEmpty()) {
      throw ModelMismatchException.openingCache(
          path, String.join(", ", itsOwn), String.join(", ", given));
    }
  }

  /** Why a cache cannot be used. */
  static StorageException failed(Path path, Exception cause) {
    return switch (cause) {
      case CorruptIndexException e -> damaged(path, e);
      case IndexFormatTooNewException e -> damaged(path, e);
      case IndexFormatTooOldException e -> damaged(path, e);
      case EOFException e -> damaged(path, e);
      case FileNotFoundException e -> damaged(path, e);
      case NoSuchFileException e -> damaged(path, e);
      case RuntimeException e -> damaged(path, e);
      default ->
          new StorageException(
              "The embedding cache "
                  + path
                  + " cannot be used: "
                  + cause
                  + ". Mend that, name another folder, or go without a cache.",
              cause);
    };
  }

  private static StorageException damaged(Path path, Exception cause) {
    return new StorageException(
        "The embedding cache " + path + " is damaged: " + cause.getMessage() + "." + NEXT_STEP,
        cause);
  }
}
