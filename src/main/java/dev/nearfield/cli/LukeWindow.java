package dev.nearfield.cli;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import java.awt.AWTError;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.lucene.luke.app.IndexHandler;
import org.apache.lucene.luke.app.desktop.LukeMain;
import org.jspecify.annotations.Nullable;

/** Luke's window on one collection. */
final class LukeWindow {
  private static final String ENTRY_CLASS = "org.apache.lucene.luke.app.desktop.LukeMain";
  private static final String DIRECTORY_CLASS = "org.apache.lucene.store.FSDirectory";

  private LukeWindow() {}

  /** Throws when Luke is not on the class path. */
  static void requireLibrary() {
    try {
      Class.forName(ENTRY_CLASS, false, LukeWindow.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new InvalidInputException(
          "Luke needs the artifact org.apache.lucene:lucene-luke on the class path; the packaged"
              + " command has it.",
          e);
    }
  }

  /** Throws when there is nothing to show a window on. */
  static void requireDisplay() {
    if (GraphicsEnvironment.isHeadless()) {
      throw noDisplay(null);
    }
    try {
      GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
    } catch (AWTError e) {
      throw noDisplay(e);
    }
  }

  private static InvalidInputException noDisplay(@Nullable Throwable cause) {
    return new InvalidInputException(
        "Luke needs a display, and there is none here (DISPLAY is %s). Run it on a desktop, or with ssh -X."
            .formatted(System.getenv("DISPLAY")),
        cause);
  }

  /** Shows the window until it is closed; a user who closes it ends the process with code 0. */
  static void show(Path folder) {
    CountDownLatch closed = new CountDownLatch(1);
    try {
      LukeMain.main(new String[0]);
      EventQueue.invokeAndWait(() -> open(folder, closed));
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("Interrupted while Luke showed " + folder + ".", e);
    } catch (InvocationTargetException e) {
      throw new StorageException("Luke cannot open " + folder + ": " + e.getCause(), e);
    } catch (Exception e) {
      throw new StorageException("Luke cannot start: " + e, e);
    }
  }

  /** Runs while the dialog is up in which Luke asks for a folder: main returns before it is. */
  private static void open(Path folder, CountDownLatch closed) {
    Stream.of(Window.getWindows()).filter(Dialog.class::isInstance).forEach(Window::dispose);
    IndexHandler.getInstance()
        .open(folder.toAbsolutePath().toString(), DIRECTORY_CLASS, true, false, false);
    Frame frame = LukeMain.getOwnerFrame();
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosed(WindowEvent event) {
            closed.countDown();
          }
        });
  }
}
