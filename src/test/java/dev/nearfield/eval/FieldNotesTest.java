package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The demonstration set that the project ships, against what its README promises. */
final class FieldNotesTest {
  private final BeirDataset dataset =
      BeirDataset.open(Path.of(System.getProperty("project.dir", "."), "eval", "fieldnotes"));

  @Test
  void documentsAreCompleteAndInSixteensBySubject() {
    try (Stream<SourceDocument> stream = dataset.documents()) {
      List<SourceDocument> documents = stream.toList();
      assertEquals(128, documents.size());
      for (SourceDocument document : documents) {
        assertTrue(document.text().length() > 100, document.id());
        assertNotNull(document.title(), document.id());
        assertNotNull(document.source(), document.id());
        assertEquals(Set.of("subject", "year"), document.metadata().keys(), document.id());
        assertTrue(document.metadata().number("year").isPresent(), document.id());
      }
      var bySubject =
          documents.stream()
              .collect(
                  Collectors.groupingBy(
                      document -> document.metadata().string("subject").orElseThrow(),
                      Collectors.counting()));
      assertEquals(8, bySubject.size());
      assertEquals(Set.of(16L), Set.copyOf(bySubject.values()));
    }
  }

  @Test
  void judgementsNameKnownIdsAndEveryQueryHasAnAnswer() {
    Qrels qrels = dataset.qrels("test");
    assertEquals(List.of("test"), dataset.splits());
    assertTrue(dataset.unknownIds("test").isEmpty());
    assertEquals(40, dataset.queries().size());
    assertEquals(dataset.queries(), dataset.queries("test"));
    assertEquals(132, qrels.size());
    for (String queryId : qrels.queryIds()) {
      assertTrue(qrels.grades(queryId).containsValue(2), queryId);
      assertTrue(Set.of(0, 1, 2).containsAll(qrels.grades(queryId).values()), queryId);
    }
  }
}
