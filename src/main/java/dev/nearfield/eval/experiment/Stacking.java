package dev.nearfield.eval.experiment;

/**
 * How the short documents of a test collection are stacked to long ones: to volumes in random
 * order, in which it is known where each document stands. All that are judged are there, and others
 * at random. A chunk answers for the document of which it holds the most.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="stacking"}
 *
 * @param form how the documents of a volume are told apart
 * @param documents how many are taken, 1 or more; all that are judged must have room
 * @param each how many a volume has, 1 or more
 * @param seed of the random order
 */
public record Stacking(Form form, int documents, int each, long seed) {

  /** How the documents of a volume are told apart. */
  public enum Form {
    /** A Markdown file: a heading of level 1 for the volume, one of level 2 for each document. */
    HEADINGS("headings", "md", "# Volume %d\n\n", "## %s\n\n%s\n\n"),
    /** A text file in which title and text are sentences like any other. */
    RUNNING_TEXT("running-text", "txt", "Volume %d. ", "%s. %s\n");

    private final String title;
    private final String extension;
    private final String beginning;
    private final String section;

    Form(String title, String extension, String beginning, String section) {
      this.title = title;
      this.extension = extension;
      this.beginning = beginning;
      this.section = section;
    }

    String title() {
      return title;
    }

    String fileName(int volume) {
      return "volume-%03d.%s".formatted(volume, extension);
    }

    String beginning(int volume) {
      return beginning.formatted(volume);
    }

    String section(String heading, String text) {
      return section.formatted(heading, text);
    }
  }

  public Stacking {
    if (documents < 1) {
      throw new IllegalArgumentException("documents must be >= 1, got " + documents + ".");
    }
    if (each < 1) {
      throw new IllegalArgumentException("each must be >= 1, got " + each + ".");
    }
  }

  @Override
  public String toString() {
    return form.title() + "-" + documents + "-" + each + "-" + seed;
  }
}
