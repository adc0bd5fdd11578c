package dev.nearfield.store;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.Lock;

/**
 * A directory whose lock outlives interrupts. Closing the last view of old segments deletes their
 * files on its caller's thread; Lucene looks at the lock before, through a channel that an interrupt
 * closes, and with it the writer. So the lock is looked at on a thread that nobody interrupts.
 */
final class UninterruptedLock extends FilterDirectory {
  UninterruptedLock(Directory disk) {
    super(disk);
  }

  @Override
  public Lock obtainLock(String name) throws IOException {
    Lock lock = in.obtainLock(name);
    return new Lock() {
      @Override
      public void close() throws IOException {
        lock.close();
      }

      @Override
      public void ensureValid() throws IOException {
        elsewhere(lock);
      }
    };
  }

  private static void elsewhere(Lock lock) throws IOException {
    CompletableFuture<Boolean> looked = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            lock.ensureValid();
            looked.complete(true);
          } catch (Throwable e) {
            looked.completeExceptionally(e);
          }
        });
    try {
      looked.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
