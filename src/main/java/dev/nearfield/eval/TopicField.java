package dev.nearfield.eval;

/**
 * Which part of a TREC topic is asked.
 *
 * {@snippet class="dev.nearfield.examples.QuestionExamplesTest" region="read"}
 */
public enum TopicField {
  /** The title: a few words, what published figures usually ask. */
  TITLE("title"),
  /** The description: a sentence. */
  DESCRIPTION("desc");

  private final String tag;

  TopicField(String tag) {
    this.tag = tag;
  }

  String tag() {
    return tag;
  }
}
