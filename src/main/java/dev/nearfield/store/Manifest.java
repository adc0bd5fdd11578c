package dev.nearfield.store;

import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.NotACollectionException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a collection says of itself, kept in Lucene's commit user data so that it changes in the
 * same atomic commit as the segments.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="manifest"}
 *
 * @param formatVersion the version of the format on the index-format page
 * @param writtenBy the Nearfield and Lucene that created the collection
 * @param created when it was created
 * @param model whose embeddings it holds
 * @param similarity how they are compared
 * @param analyzer the name of the analyzer of titles and texts
 * @param chunking how documents are cut into chunks
 * @param indexing how the vectors of segments to come are indexed
 * @param search what its searches do unless told, by the names of the settings; empty when it has
 *     no settings of its own
 * @param calibration what was measured of its graph's recall, by the names of the figures; empty
 *     when nothing was
 */
public record Manifest(
    int formatVersion,
    String writtenBy,
    Instant created,
    ModelIdentity model,
    VectorSimilarity similarity,
    String analyzer,
    String chunking,
    VectorIndexing indexing,
    Map<String, String> search,
    Map<String, String> calibration) {

  /** The format that this version writes. */
  public static final int FORMAT_VERSION = 1;

  private static final String PREFIX = "nearfield.";
  private static final String FORMAT = PREFIX + "format";
  static final String MODEL = PREFIX + "model.";
  private static final String SEARCH = PREFIX + "search.";
  private static final String CALIBRATION = PREFIX + "recall.";

  public Manifest {
    search = Collections.unmodifiableSortedMap(new TreeMap<>(search));
    calibration = Collections.unmodifiableSortedMap(new TreeMap<>(calibration));
  }

  /**
   * The manifest of a new collection.
   *
   * @throws IllegalArgumentException listing the known analyzers, when this is none of them
   */
  public static Manifest fresh(
      ModelIdentity model, String analyzer, String chunking, Instant created) {
    return new Manifest(
        FORMAT_VERSION,
        Version.STRING,
        created,
        model,
        model.normalized() ? VectorSimilarity.DOT_PRODUCT : VectorSimilarity.COSINE,
        Analyzers.requireKnown(analyzer),
        chunking,
        VectorIndexing.DEFAULT,
        Map.of(),
        Map.of());
  }

  /** With vectors that are indexed in another way. */
  public Manifest indexing(VectorIndexing indexing) {
    return with(indexing, search, calibration);
  }

  /** With other settings of its searches. */
  public Manifest search(Map<String, String> settings) {
    return with(indexing, settings, calibration);
  }

  /** With other figures of its graph's recall. */
  public Manifest calibration(Map<String, String> figures) {
    return with(indexing, search, figures);
  }

  private Manifest with(
      VectorIndexing indexing, Map<String, String> search, Map<String, String> calibration) {
    return new Manifest(
        formatVersion,
        writtenBy,
        created,
        model,
        similarity,
        analyzer,
        chunking,
        indexing,
        search,
        calibration);
  }

  /** As it is in a commit that another process may have made since this was read. */
  Manifest asIn(Iterable<Map.Entry<String, String>> commitData) {
    Map<String, String> data = new LinkedHashMap<>();
    commitData.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    return with(VectorIndexing.fromCommitData(data), below(data, SEARCH), below(data, CALIBRATION));
  }

  Map<String, String> toCommitData() {
    var data = new LinkedHashMap<String, String>();
    data.put(FORMAT, Integer.toString(formatVersion));
    data.put(PREFIX + "written-by", writtenBy);
    data.put(PREFIX + "created", created.toString());
    data.putAll(commitData(model));
    data.put(PREFIX + "similarity", similarity.name());
    data.put(PREFIX + "analyzer", analyzer);
    data.put(PREFIX + "chunking", chunking);
    data.putAll(indexing.toCommitData());
    search.forEach((name, value) -> data.put(SEARCH + name, value));
    calibration.forEach((name, value) -> data.put(CALIBRATION + name, value));
    return data;
  }

  /** The fields of a model, as collections and caches keep them. */
  static Map<String, String> commitData(ModelIdentity model) {
    var data = new LinkedHashMap<String, String>();
    data.put(MODEL + "name", model.name());
    data.put(MODEL + "revision", model.revision());
    data.put(MODEL + "dimension", Integer.toString(model.dimension()));
    data.put(MODEL + "pooling", model.pooling());
    data.put(MODEL + "normalized", Boolean.toString(model.normalized()));
    data.put(MODEL + "query-prefix", model.queryPrefix());
    data.put(MODEL + "document-prefix", model.documentPrefix());
    data.put(MODEL + "token-limit", Integer.toString(model.tokenLimit()));
    return data;
  }

  static Manifest fromCommitData(Path directory, Map<String, String> data) {
    requireFormat(directory, data);
    try {
      return read(directory, data);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new NotACollectionException(
          directory,
          "The manifest of collection "
              + directory
              + " is damaged: "
              + e.getMessage()
              + " Restore the collection from a backup, or add its documents anew.");
    }
  }

  private static Manifest read(Path directory, Map<String, String> data) {
    return new Manifest(
        FORMAT_VERSION,
        get(directory, data, "written-by"),
        Instant.parse(get(directory, data, "created")),
        new ModelIdentity(
            get(directory, data, "model.name"),
            get(directory, data, "model.revision"),
            Integer.parseInt(get(directory, data, "model.dimension")),
            get(directory, data, "model.pooling"),
            Boolean.parseBoolean(get(directory, data, "model.normalized")),
            get(directory, data, "model.query-prefix"),
            get(directory, data, "model.document-prefix"),
            Integer.parseInt(get(directory, data, "model.token-limit"))),
        VectorSimilarity.valueOf(get(directory, data, "similarity")),
        get(directory, data, "analyzer"),
        get(directory, data, "chunking"),
        VectorIndexing.fromCommitData(data),
        below(data, SEARCH),
        below(data, CALIBRATION));
  }

  /** Takes out what was measured of a graph that is built anew. */
  static void removeCalibration(Map<String, String> commitData) {
    commitData.keySet().removeIf(key -> key.startsWith(CALIBRATION));
  }

  private static Map<String, String> below(Map<String, String> data, String prefix) {
    return data.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
  }

  private static void requireFormat(Path directory, Map<String, String> data) {
    String format = data.get(FORMAT);
    if (format == null) {
      throw new NotACollectionException(
          directory,
          directory
              + " holds a Lucene index that Nearfield did not write. Give another folder; the"
              + " documents of that index have to be added anew.");
    }
    if (!format.equals(Integer.toString(FORMAT_VERSION))) {
      throw new NotACollectionException(
          directory,
          "Collection "
              + directory
              + " has format "
              + format
              + " and this version reads format "
              + FORMAT_VERSION
              + ". It was written by "
              + data.getOrDefault(PREFIX + "written-by", "an unknown version")
              + ": export it with that version (nearfield export), and import the file with this"
              + " one (nearfield import), or add its documents to a new collection.");
    }
  }

  private static String get(Path directory, Map<String, String> data, String key) {
    String value = data.get(PREFIX + key);
    if (value == null) {
      throw new NotACollectionException(
          directory,
          "The manifest of collection "
              + directory
              + " lacks '"
              + PREFIX
              + key
              + "'. Restore the collection from a backup, or add its documents anew.");
    }
    return value;
  }
}
