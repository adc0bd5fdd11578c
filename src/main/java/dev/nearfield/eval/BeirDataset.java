package dev.nearfield.eval;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A test collection in the folder layout of BEIR: {@code corpus.jsonl}, {@code queries.jsonl} and
 * {@code qrels/<split>.tsv}, each also packed as {@code .gz}. Nothing is kept in memory: every call
 * reads its file. Safe for concurrent use while the files do not change.
 *
 * <p>Every malformed row is an {@link InvalidInputException} that names the file and the line.
 * Members of a row other than those named here are not part of the format and are not read.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="dataset"}
 *
 * @see <a href="https://github.com/beir-cellar/beir/wiki/Load-your-custom-dataset">the format</a>
 */
public final class BeirDataset {
  private static final String SPLIT_ENDING = ".tsv";

  private final Path folder;
  private final Path corpus;
  private final Path queries;
  private final SortedMap<String, Path> splits;

  private BeirDataset(Path folder, Path corpus, Path queries, SortedMap<String, Path> splits) {
    this.folder = folder;
    this.corpus = corpus;
    this.queries = queries;
    this.splits = splits;
  }

  /**
   * Opens a folder; reads the names in it only.
   *
   * @throws InvalidInputException saying what is missing, when it is no BEIR folder, or when a file
   *     is there both plain and packed
   * @throws StorageException when the folder cannot be listed
   */
  public static BeirDataset open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(
          folder
              + (Files.exists(folder)
                  ? " is a file. Unpack it, and give the folder that holds corpus.jsonl."
                  : " does not exist. Give the folder that holds corpus.jsonl."));
    }
    var missing = new ArrayList<String>();
    Path corpus = plainOrPacked(folder, "corpus.jsonl", missing);
    Path queries = plainOrPacked(folder, "queries.jsonl", missing);
    SortedMap<String, Path> splits = listSplits(folder.resolve("qrels"));
    if (splits.isEmpty()) {
      missing.add("qrels/<split>.tsv");
    }
    if (corpus == null || queries == null || splits.isEmpty()) {
      throw new InvalidInputException(
          folder
              + " is not a BEIR folder: it lacks "
              + String.join(", ", missing)
              + ". A BEIR folder holds corpus.jsonl, queries.jsonl and qrels/<split>.tsv, each also"
              + " as .gz.");
    }
    return new BeirDataset(folder, corpus, queries, splits);
  }

  /**
   * The file of a name, or of it packed; adds the name to what is missing when there is neither.
   */
  static @Nullable Path plainOrPacked(Path folder, String name, List<String> missing) {
    Path plain = folder.resolve(name);
    Path packed = folder.resolve(name + ".gz");
    if (Files.isRegularFile(plain) && Files.isRegularFile(packed)) {
      throw bothForms(plain, packed);
    }
    if (Files.isRegularFile(plain)) {
      return plain;
    }
    if (Files.isRegularFile(packed)) {
      return packed;
    }
    missing.add(name);
    return null;
  }

  private static InvalidInputException bothForms(Path plain, Path packed) {
    return new InvalidInputException(
        "Both " + plain + " and " + packed + " exist, and they may differ. Remove one of them.");
  }

  /** The judgement files of a folder, by the names of their splits. */
  static SortedMap<String, Path> listSplits(Path qrels) {
    var splits = new TreeMap<String, Path>();
    if (!Files.isDirectory(qrels)) {
      return splits;
    }
    try (Stream<Path> files = Files.list(qrels)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        String plain = TextLines.isGzip(file) ? name.substring(0, name.length() - 3) : name;
        if (plain.endsWith(SPLIT_ENDING) && plain.length() > SPLIT_ENDING.length()) {
          String split = plain.substring(0, plain.length() - SPLIT_ENDING.length());
          Path other = splits.put(split, file);
          if (other != null) {
            throw bothForms(other, file);
          }
        }
      }
    } catch (IOException e) {
      throw new StorageException(
          "Cannot list " + qrels + ": " + e + ". Check the disk and the access rights.", e);
    }
    return splits;
  }

  /** The name of the folder. */
  public String name() {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? folder.toString() : name.toString();
  }

  /** The names of the judged splits, in alphabetical order, such as dev, test, train. */
  public List<String> splits() {
    return List.copyOf(splits.keySet());
  }

  /**
   * The documents, in the order of the file, one in memory at a time (and at most 32 bytes for each
   * id that has been read, to find a repeated one). Close the stream when it is not read to its
   * end. A malformed row throws when it is reached.
   *
   * <p>{@code title} is null when missing or empty; the text may be empty. A string {@code source}
   * in {@code metadata} becomes the document's source. The other members of {@code metadata} become
   * metadata: strings, booleans, lists of strings, numbers (long or double); anything else stays as
   * its JSON text in a string (objects, other lists, whole numbers beyond a long), and null is left
   * out.
   */
  public Stream<SourceDocument> documents() {
    var documents = new CorpusDocuments(corpus);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                documents, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(documents::close);
  }

  /** All queries, in the order of the file. The measures of a split count only those it judges. */
  public List<Query> queries() {
    return List.copyOf(BeirQueries.read(queries).values());
  }

  /** The queries that a split judges, in the order of the queries file: the ones to run. */
  public List<Query> queries(String split) {
    Set<String> judged = qrels(split).queryIds();
    return queries().stream().filter(query -> judged.contains(query.id())).toList();
  }

  /**
   * The judgements of a split. Ids that the data set does not hold are kept, as in trec_eval; see
   * {@link #unknownIds}.
   *
   * @throws InvalidInputException naming the splits that exist, when this is none of them
   */
  public Qrels qrels(String split) {
    return BeirQrels.read(ofSplit(name(), splits, split));
  }

  /** The judgement file of a split, which must be there. */
  static Path ofSplit(String name, SortedMap<String, Path> splits, String split) {
    Path file = splits.get(split);
    if (file == null) {
      throw new InvalidInputException(
          "The data set "
              + name
              + " has no split '"
              + split
              + "'. Choose one of: "
              + String.join(", ", splits.keySet())
              + ".");
    }
    return file;
  }

  /** The judged ids of a split that the data set does not hold; reads the whole corpus once. */
  public UnknownIds unknownIds(String split) {
    Qrels qrels = qrels(split);
    var queryIds = new LinkedHashSet<>(qrels.queryIds());
    queryIds.removeAll(BeirQueries.read(queries).keySet());
    var documentIds = new LinkedHashSet<String>();
    qrels.queryIds().forEach(id -> documentIds.addAll(qrels.grades(id).keySet()));
    try (Stream<SourceDocument> documents = documents()) {
      documents.forEach(document -> documentIds.remove(document.id()));
    }
    return new UnknownIds(queryIds, documentIds);
  }

  /** The number of documents, by reading them once. */
  public long documentCount() {
    try (Stream<SourceDocument> documents = documents()) {
      return documents.count();
    }
  }
}
