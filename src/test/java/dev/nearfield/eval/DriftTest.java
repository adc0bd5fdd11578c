package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Embedders;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where documents of the real model's embeddings drift, and where they do not. */
final class DriftTest {
  private static final Path NOTES =
      Path.of(System.getProperty("project.dir", "."), "eval", "fieldnotes");

  private static final Embedder MODEL = Embedders.load("all-minilm-l6-v2");
  private static List<Embedding> notes = List.of();

  @BeforeAll
  static void embedNotes() {
    notes = embeddings(BeirDataset.open(NOTES), 128);
  }

  @AfterAll
  static void close() {
    MODEL.close();
  }

  private static List<Embedding> embeddings(BeirDataset dataset, int count) {
    try (Stream<SourceDocument> documents = dataset.documents()) {
      return MODEL.embedDocuments(
          documents
              .limit(count)
              .map(document -> document.title() + " " + document.text())
              .toList());
    }
  }

  private static Drift drift(List<Embedding> older, List<Embedding> newer) {
    return Drift.of(Instant.EPOCH, older, newer);
  }

  @Test
  void halvesOfOneSetByLotDoNotAlarm() {
    for (int seed = 0; seed < 20; seed++) {
      List<Embedding> order = new ArrayList<>(notes);
      Collections.shuffle(order, new Random(seed));
      Drift drift = drift(order.subList(0, 64), order.subList(64, 128));
      assertFalse(drift.alarms(), seed + ": " + drift);
    }
  }

  @Test
  void anotherLanguageAlarmsEvenAsAQuarterOfWhatIsNew() {
    List<Embedding> german = new ArrayList<>(embeddings(BeirHome.open("xquad-de"), 240));
    Collections.shuffle(german, new Random(1));
    assertTrue(drift(notes, german).alarms());
    assertTrue(drift(notes, german.subList(0, 10)).alarms());
    assertFalse(drift(german.subList(0, 120), german.subList(120, 240)).alarms());
    List<Embedding> mixed = new ArrayList<>(notes.subList(64, 112));
    mixed.addAll(german.subList(0, 16));
    Drift drift = drift(notes.subList(0, 64), mixed);
    assertTrue(drift.alarms(), drift.toString());
  }

  @Test
  void theFiguresAreThoseOfTheVectors() {
    List<Embedding> older = List.of(Embedding.of(1, 0), Embedding.of(1, 1), Embedding.of(2, 0));
    Drift drift = drift(older, List.of(Embedding.of(0, 5)));
    double half = Math.sqrt(0.5);
    assertEquals((1 + half + 1) / 3, drift.nearestWithin(), 1e-6);
    assertEquals(half, drift.nearestAcross(), 1e-6);
    double[] centre = {2 + half, half};
    assertEquals(1 - centre[1] / Math.hypot(centre[0], centre[1]), drift.centroidShift(), 1e-6);
    assertFalse(drift.alarms(), "four documents say nothing");
  }
}
