package dev.nearfield.search;

import dev.nearfield.model.Embedding;
import dev.nearfield.store.CollectionView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The embeddings of given questions, kept with a collection so that it can be calibrated again when
 * it has grown: float32, little-endian, one after the other. The questions' texts are not kept.
 *
 * {@snippet class="dev.nearfield.examples.RecallExamplesTest" region="questions"}
 */
public final class KeptQuestions {
  /** The name of the attachment. */
  public static final String ATTACHMENT = "recall-questions";

  private KeptQuestions() {}

  /** As bytes, which {@link #read} reads back. */
  public static byte[] toBytes(List<Embedding> questions) {
    int components = questions.stream().mapToInt(Embedding::dimension).sum();
    ByteBuffer bytes = ByteBuffer.allocate(components * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (Embedding question : questions) {
      for (float component : question.toArray()) {
        bytes.putFloat(component);
      }
    }
    return bytes.array();
  }

  /** The questions that a view keeps; none when it keeps none. */
  public static List<Embedding> read(CollectionView view) {
    int dimension = view.manifest().model().dimension();
    List<Embedding> questions = new ArrayList<>();
    ByteBuffer bytes =
        ByteBuffer.wrap(view.attachments().find(ATTACHMENT).orElse(new byte[0]))
            .order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.remaining() >= dimension * Float.BYTES) {
      float[] vector = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        vector[i] = bytes.getFloat();
      }
      questions.add(Embedding.of(vector));
    }
    return questions;
  }
}
