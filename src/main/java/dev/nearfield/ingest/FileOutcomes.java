package dev.nearfield.ingest;

import dev.nearfield.model.NearfieldException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a reader gives for one file, and what goes wrong in it as the last outcome. The last
 * document is held back until it is known that the file did not change while it was read.
 */
final class FileOutcomes implements Iterator<Outcome> {
  private final SourceFile given;
  private final DocumentReader reader;
  private @Nullable SourceFile read;
  private @Nullable Stream<Outcome> stream;
  private @Nullable Iterator<Outcome> iterator;
  private @Nullable Outcome next;
  private boolean begun;

  FileOutcomes(SourceFile given, DocumentReader reader) {
    this.given = given;
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    if (!begun) {
      begun = true;
      next = guarded(this::first);
    }
    return next != null;
  }

  @Override
  public Outcome next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Outcome current = next;
    next = null;
    if (iterator == null) {
      return current;
    }
    next = guarded(this::following);
    return next == null ? unlessChanged(current) : current;
  }

  /** One step of reading, which answers null at the end of the file. */
  private interface Step {
    @Nullable Outcome take() throws IOException;
  }

  private @Nullable Outcome first() throws IOException {
    read = given.now();
    stream = reader.read(read);
    iterator = stream.iterator();
    return following();
  }

  private @Nullable Outcome following() {
    return iterator != null && iterator.hasNext() ? iterator.next() : null;
  }

  private Outcome unlessChanged(Outcome last) {
    return hasChanged() ? changed() : last;
  }

  private boolean hasChanged() {
    try {
      return read != null && !given.now().equals(read);
    } catch (IOException | NearfieldException e) {
      return true;
    }
  }

  private Outcome changed() {
    return failed("It changed while it was being read. Read it again.", true);
  }

  private @Nullable Outcome guarded(Step step) {
    Outcome failure;
    try {
      return step.take();
    } catch (NearfieldException e) {
      failure = failed(String.valueOf(e.getMessage()), false);
    } catch (IOException e) {
      failure = unreadable(e);
    } catch (UncheckedIOException e) {
      failure = unreadable(e.getCause());
    } catch (StackOverflowError e) {
      failure = failed("It is nested too deeply for its reader. Exclude it.", false);
    } catch (RuntimeException e) {
      failure =
          failed(
              "It is broken in a way that its %s reader does not know (%s). Open and save it again in the program that it comes from."
                  .formatted(reader.type(), e),
              false);
    }
    iterator = null;
    return hasChanged() ? changed() : failure;
  }

  private Outcome unreadable(@Nullable IOException e) {
    return switch (e) {
      case NoSuchFileException gone ->
          failed("It is not there any more. Walk the folder again.", true);
      case AccessDeniedException denied ->
          failed("It may not be read. Give the user that runs this the right to.", false);
      case null -> failed("It cannot be read.", false);
      default ->
          failed(
              "It cannot be read (%s). Check the file and its disk."
                  .formatted(e.getMessage() == null ? e.toString() : e.getMessage()),
              false);
    };
  }

  private Outcome failed(String reason, boolean retry) {
    return new Outcome.Failed(given.name(), reason, retry);
  }

  void close() {
    if (stream != null) {
      stream.close();
    }
  }
}
