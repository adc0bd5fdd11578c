package dev.nearfield.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.StorageException;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class QueryAdapterTest {
  private static final ModelIdentity MODEL = ModelIdentity.external("mine", 3);
  private static final AdapterOrigin ORIGIN =
      new AdapterOrigin(
          Instant.parse("2026-11-25T08:00:00Z"), "set/train", 40, 8, 0.5, "nDCG@10", 20, 0.5, 0.6);

  /** Adds the first component to the last. */
  private static final float[] WEIGHTS = {0, 0, 1, 0, 0, 0, 0, 0, 0};

  @Test
  void theRowIsMultipliedAddedAndScaledToLengthOne() {
    QueryAdapter adapter = new QueryAdapter(MODEL, ORIGIN, WEIGHTS);
    float half = (float) Math.sqrt(0.5);
    assertArrayEquals(
        new float[] {half, 0, half}, adapter.apply(Embedding.of(5, 0, 0)).toArray(), 1e-6f);
    assertArrayEquals(new float[] {0, 1, 0}, adapter.apply(Embedding.of(0, 2, 0)).toArray(), 1e-6f);
  }

  @Test
  void weightsOfZeroChangeNoDirection() {
    Embedding question = Embedding.of(1, -2, 3);
    QueryAdapter none = new QueryAdapter(MODEL, ORIGIN, new float[9]);
    assertEquals(1, none.apply(question).cosine(question), 1e-7);
  }

  @Test
  void itsBytesGiveItBackToTheBit() {
    QueryAdapter adapter = new QueryAdapter(MODEL, ORIGIN, WEIGHTS);
    QueryAdapter again = QueryAdapter.read(adapter.toBytes());
    assertEquals(MODEL, again.model());
    assertEquals(ORIGIN, again.origin());
    assertArrayEquals(WEIGHTS, again.weights());
    assertEquals(adapter.hash(), again.hash());
    assertEquals(64, adapter.hash().length());
    assertTrue(adapter.toString().startsWith(adapter.id() + " (of 40 queries of set/train"));
    float[] other = WEIGHTS.clone();
    other[0] = 1e-6f;
    assertNotEquals(adapter.hash(), new QueryAdapter(MODEL, ORIGIN, other).hash());
  }

  @Test
  void everyDamagedByteIsNoticed() {
    byte[] bytes = new QueryAdapter(MODEL, ORIGIN, WEIGHTS).toBytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 1;
      StorageException refused =
          assertThrows(StorageException.class, () -> QueryAdapter.read(damaged));
      assertTrue(String.valueOf(refused.getMessage()).contains("nearfield adapt --remove"));
    }
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(StorageException.class, () -> QueryAdapter.read(cut));
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new QueryAdapter(MODEL, ORIGIN, new float[8]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new QueryAdapter(MODEL, ORIGIN, new float[] {0, 0, Float.NaN, 0, 0, 0, 0, 0, 0}));
    QueryAdapter adapter = new QueryAdapter(MODEL, ORIGIN, WEIGHTS);
    assertThrows(IllegalArgumentException.class, () -> adapter.apply(Embedding.of(1, 2)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AdapterOrigin(ORIGIN.trained(), "set", 1, 1, 2.0, "nDCG@10", 1, 0, 1));
  }
}
