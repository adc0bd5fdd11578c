package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells when something below folders has changed, from the moment it is opened. To be used by one
 * thread; needs the library directory-watcher.
 *
 * {@snippet class="dev.nearfield.examples.FolderExamplesTest" region="watch"}
 */
public final class FolderWatch implements AutoCloseable {
  /** How many quiet spells long a busy folder may put a change off. */
  private static final int MOST_SPELLS = 10;

  /** Holds one mark at the most, however much changes. */
  private final BlockingQueue<Boolean> changes = new ArrayBlockingQueue<>(1);

  private final DirectoryWatcher watcher;
  private final CompletableFuture<Void> watching;

  private FolderWatch(List<Path> folders) throws IOException {
    watcher =
        DirectoryWatcher.builder()
            .paths(folders)
            .fileHashing(false)
            .listener(event -> changes.offer(true))
            .build();
    watching = watcher.watchAsync();
    watching.whenComplete((ended, failure) -> changes.offer(true));
  }

  /**
   * Watches folders and all that is below them; for a file, its folder.
   *
   * @throws InvalidInputException when one cannot be watched
   */
  public static FolderWatch of(List<Folder> folders) {
    OptionalLibrary.WATCH.require();
    try {
      List<Path> roots = folders.stream().map(Folder::root).map(FolderWatch::folderOf).toList();
      return new FolderWatch(roots);
    } catch (IOException e) {
      throw cannotWatch(e);
    }
  }

  private static Path folderOf(Path root) {
    Path parent = root.toAbsolutePath().getParent();
    return Files.isDirectory(root) || parent == null ? root : parent;
  }

  private static InvalidInputException cannotWatch(@Nullable Throwable cause) {
    return new InvalidInputException(
        "The folder cannot be watched (%s). Raise the system's limit of watches, or ingest again at set times."
            .formatted(cause),
        cause);
  }

  /**
   * Waits until something has changed since the last call, and then nothing for a while.
   *
   * @param quiet how long nothing must change; a folder that is never quiet is waited for ten times
   *     as long
   * @throws InvalidInputException when the watching has ended by a failure
   */
  public void awaitChange(Duration quiet) throws InterruptedException {
    changes.take();
    for (int spell = 1; spell < MOST_SPELLS; spell++) {
      if (changes.poll(quiet.toMillis(), TimeUnit.MILLISECONDS) == null) {
        break;
      }
    }
    if (watching.isCompletedExceptionally()) {
      throw cannotWatch(watching.exceptionNow());
    }
  }

  @Override
  public void close() {
    try {
      watcher.close();
    } catch (IOException e) {
      throw cannotWatch(e);
    }
  }
}
