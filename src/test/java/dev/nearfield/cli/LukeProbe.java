package dev.nearfield.cli;

import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import org.apache.lucene.luke.app.IndexHandler;
import org.apache.lucene.luke.app.LukeState;
import org.apache.lucene.luke.app.desktop.LukeMain;

/** Runs a command in a process of its own; told a picture's place, it looks at Luke's window. */
final class LukeProbe {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);
  private static final int COLOURS_OF_A_WINDOW = 16;

  private LukeProbe() {}

  /** The arguments of the command, after the place of the picture or "none". */
  public static void main(String[] arguments) {
    if (!arguments[0].equals("none")) {
      Thread.ofPlatform().daemon().start(() -> look(Path.of(arguments[0])));
    }
    Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static void look(Path picture) {
    try {
      long start = System.nanoTime();
      while (!IndexHandler.getInstance().indexOpened()) {
        pause(start, "Luke opens no index");
      }
      SwingUtilities.invokeAndWait(() -> {}); // what opened the index has returned
      JFrame frame = LukeMain.getOwnerFrame();
      Robot robot = new Robot();
      BufferedImage image = robot.createScreenCapture(area(frame));
      while (colours(image) < COLOURS_OF_A_WINDOW) {
        pause(start, "Luke's window stays blank");
        image = robot.createScreenCapture(area(frame));
      }
      ImageIO.write(image, "png", picture.toFile());
      LukeState state = IndexHandler.getInstance().getState();
      System.out.printf(
          "seen %s, %d documents, read-only %s%n",
          state.getIndexPath(), state.getIndexReader().numDocs(), state.readOnly());
      System.out.flush();
      SwingUtilities.invokeAndWait(frame::dispose);
    } catch (Exception | Error e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(3);
    }
  }

  private static Rectangle area(JFrame frame) {
    return new Rectangle(frame.getLocationOnScreen(), frame.getSize());
  }

  private static long colours(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(pixels).distinct().count();
  }

  private static void pause(long start, String failure) throws InterruptedException {
    if (System.nanoTime() - start > PATIENCE) {
      throw new IllegalStateException(failure);
    }
    Thread.sleep(50);
  }
}
