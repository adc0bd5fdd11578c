package dev.nearfield.store;

import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.store.AlreadyClosedException;

/**
 * The threads that touch the IndexWriter. An interrupt during a write closes Lucene's writer for
 * everybody, so callers hand their work over and wait; a caller that is interrupted waits to the
 * end of its work and keeps its interrupt flag.
 */
final class StoreThreads implements AutoCloseable {
  /** With a single one, a commit would keep searches waiting. */
  private static final int FEWEST = 2;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Math.max(FEWEST, Runtime.getRuntime().availableProcessors()),
          Thread.ofPlatform().name("nearfield-store-", 0).daemon().factory());
  private final ExecutorService aside =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("nearfield-store-aside").daemon().factory());

  /** Work on the index. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /** Runs the work and waits for it. */
  <T> T call(String what, Work<T> work) {
    return await(what, threads.submit(work::run));
  }

  /** As {@link #call}, for work that takes minutes: it does not keep other work waiting. */
  <T> T callAside(String what, Work<T> work) {
    return await(what, aside.submit(work::run));
  }

  private static <T> T await(String what, Future<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw failure(what, Objects.requireNonNullElse(e.getCause(), e));
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException failure(String what, Throwable cause) {
    return switch (cause) {
      case IOException e -> Damage.writing("Could not " + what, e);
      case AlreadyClosedException e ->
          new StorageException(
              "Could not "
                  + what
                  + ": an earlier failure closed the index ("
                  + Objects.requireNonNullElse(e.getCause(), e)
                  + "). What was committed before is safe; close the store and open it again.",
              e);
      case RuntimeException e -> Damage.writing("Could not " + what, e);
      case Error e -> throw e;
      default -> new StorageException("Could not " + what + ": " + cause, cause);
    };
  }

  @Override
  public void close() {
    threads.shutdown();
    aside.shutdown();
  }
}
