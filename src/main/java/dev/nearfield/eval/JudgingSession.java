package dev.nearfield.eval;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A pool that is being judged, document by document. Each grade is on the disk before the next is
 * asked for, so that a session may end at any time, in any way; the next one goes on behind it.
 * What is judged already is not asked again. Not safe for concurrent use.
 *
 * {@snippet class="dev.nearfield.examples.QuestionExamplesTest" region="judge"}
 */
public final class JudgingSession implements AutoCloseable {
  /** The best grade: one digit, so that a line that was cut off cannot pass for a whole one. */
  public static final int BEST_GRADE = 9;

  /**
   * A document that waits for its grade.
   *
   * @param query what it may answer
   * @param documentId which document
   */
  public record Candidate(Query query, String documentId) {}

  private final Path file;
  private final FileChannel channel;
  private final Deque<Candidate> waiting;
  private int judged;

  private JudgingSession(Path file, FileChannel channel, Deque<Candidate> waiting, int judged) {
    this.file = file;
    this.channel = channel;
    this.waiting = waiting;
    this.judged = judged;
  }

  /**
   * Begins or goes on with a session in a folder, whose questions and {@code qrels/<split>.tsv} it
   * writes.
   *
   * @throws InvalidInputException when the folder holds other questions, or judgements that cannot
   *     be read
   * @throws StorageException when the folder cannot be written to
   */
  public static JudgingSession open(Path folder, String split, List<Query> queries, Pool pool) {
    Path file = QuestionSet.qrelsFile(folder, split);
    keepQuestions(folder, split, queries);
    Qrels before = isBegun(file) ? BeirQrels.readBegun(file) : Qrels.none();
    Deque<Candidate> waiting = new ArrayDeque<>();
    int judged = 0;
    for (Query query : queries) {
      for (String id : pool.documents(query.id())) {
        if (before.grade(query.id(), id).isPresent()) {
          judged++;
        } else {
          BeirQrels.line(query.id(), id, 0);
          waiting.add(new Candidate(query, id));
        }
      }
    }
    return new JudgingSession(file, begin(file), waiting, judged);
  }

  private static void keepQuestions(Path folder, String split, List<Query> queries) {
    if (!Files.exists(folder.resolve("queries.jsonl"))) {
      new QuestionSet(queries, Qrels.none()).write(folder, split);
      return;
    }
    List<Query> kept = new ArrayList<>(BeirQueries.read(folder.resolve("queries.jsonl")).values());
    if (!kept.equals(queries)) {
      throw new InvalidInputException(
          folder
              + " holds other questions than those to be judged. Name another folder, or leave the"
              + " questions out to go on with those that it holds.");
    }
  }

  private static boolean isBegun(Path file) {
    try {
      return Files.exists(file) && Files.size(file) > 0;
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static FileChannel begin(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        if (channel.size() == 0) {
          append(channel, BeirQrels.HEADER);
        } else if (!endsLine(channel)) {
          append(channel, "\n");
        }
        return channel;
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static boolean endsLine(FileChannel channel) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, channel.size() - 1);
    return last.get(0) == '\n';
  }

  private static void append(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    channel.position(channel.size());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }

  private static StorageException failure(Path file, IOException e) {
    return new StorageException(
        "The judgements cannot be written to "
            + file
            + ": "
            + e
            + ". Those before are there; check the disk and the access rights, and go on.",
        e);
  }

  /** The document to be judged now; empty when all are. */
  public Optional<Candidate> current() {
    return Optional.ofNullable(waiting.peek());
  }

  /**
   * Keeps the grade of the current document, and goes on to the next.
   *
   * @param grade 0 for not relevant, 1 to {@link #BEST_GRADE} for how relevant
   * @throws IllegalStateException when all are judged
   * @throws StorageException when it cannot be written; the document stays the current one
   */
  public void judge(int grade) {
    if (grade < 0 || grade > BEST_GRADE) {
      throw new IllegalArgumentException(
          "A grade must be 0 to " + BEST_GRADE + ", got " + grade + ".");
    }
    Candidate current = current().orElseThrow(JudgingSession::nothingLeft);
    try {
      append(channel, BeirQrels.line(current.query().id(), current.documentId(), grade));
    } catch (IOException e) {
      throw failure(file, e);
    }
    waiting.remove();
    judged++;
  }

  /**
   * Puts the current document behind all others.
   *
   * @throws IllegalStateException when all are judged
   */
  public void postpone() {
    waiting.add(Optional.ofNullable(waiting.poll()).orElseThrow(JudgingSession::nothingLeft));
  }

  private static IllegalStateException nothingLeft() {
    return new IllegalStateException("Every document of the pool is judged.");
  }

  /** How many documents of the pool have a grade, those of earlier sessions too. */
  public int judged() {
    return judged;
  }

  /** How many have none yet. */
  public int left() {
    return waiting.size();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failure(file, e);
    }
  }
}
