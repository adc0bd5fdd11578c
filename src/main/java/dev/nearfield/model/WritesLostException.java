package dev.nearfield.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A failure closed the index, and what was written after the last commit is lost: by the call that
 * failed and by calls before it, of all threads. The store goes on from its last commit.
 *
 * <p>Of a commit that was broken off it may name documents that are safe; to add them again does no
 * harm.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="lost"}
 */
public final class WritesLostException extends StorageException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_PRINTED = 10;

  private final transient Path directory;
  private final Instant lastCommit;
  private final String[] ids;
  private final long others;
  private final long deletions;

  /**
   * @param failure what failed, a sentence without its full stop
   * @param others how many documents are lost whose ids are not known any more, at most
   * @param deletions how many deletions by filter are undone, at most
   */
  public WritesLostException(
      String failure,
      Path directory,
      Instant lastCommit,
      List<String> ids,
      long others,
      long deletions,
      Throwable cause) {
    super(
        failure
            + ". That closed the index of "
            + directory
            + ", and what was written after its last commit ("
            + lastCommit
            + ") is lost: "
            + lost(ids, others, deletions)
            + ". Remove the cause (a full disk needs room) and write it again; the store goes on"
            + " from its last commit.",
        cause);
    this.directory = directory;
    this.lastCommit = lastCommit;
    this.ids = ids.toArray(String[]::new);
    this.others = others;
    this.deletions = deletions;
  }

  private static String lost(List<String> ids, long others, long deletions) {
    String named =
        ids.stream()
            .limit(MOST_PRINTED)
            .map(id -> "'" + id + "'")
            .collect(Collectors.joining(", "));
    long more = Math.max(0, ids.size() - MOST_PRINTED) + others;
    return "writes of "
        + counted(ids.size() + others, "document")
        + (ids.isEmpty() ? "" : " (" + named + (more > 0 ? " and " + more + " more" : "") + ")")
        + (deletions > 0 ? " and " + counted(deletions, "deletion by filter") : "");
  }

  private static String counted(long count, String noun) {
    return count + " " + (count == 1 ? noun : noun.replaceFirst("\\w+", "$0s"));
  }

  /** The collection's folder. */
  public Path directory() {
    return directory;
  }

  /** When the collection was last committed, or opened if that was later, by the store's clock. */
  public Instant lastCommit() {
    return lastCommit;
  }

  /** Documents whose adding, updating or deleting is lost; the first 10,000 of them. */
  public List<String> ids() {
    return List.of(ids);
  }

  /** How many more documents that holds for, at most. */
  public long others() {
    return others;
  }

  /** How many deletions by filter are undone, at most. */
  public long deletions() {
    return deletions;
  }
}
