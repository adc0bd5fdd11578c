package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public BEIR sets, where they are at hand. */
final class RealCollectionsTest {
  private static long count(BeirDataset dataset) {
    try (Stream<SourceDocument> documents = dataset.documents()) {
      return documents.count();
    }
  }

  private static Set<Integer> gradesOf(Qrels qrels) {
    var grades = new TreeSet<Integer>();
    qrels.queryIds().forEach(id -> grades.addAll(qrels.grades(id).values()));
    return grades;
  }

  @Test
  void scifactHasItsPublishedSize() {
    BeirDataset scifact = BeirHome.open("scifact");
    Qrels test = scifact.qrels("test");
    assertEquals("scifact", scifact.name());
    assertEquals(List.of("test", "train"), scifact.splits());
    assertEquals(5_183, count(scifact));
    assertEquals(1_109, scifact.queries().size());
    assertEquals(300, test.queryIds().size());
    assertEquals(300, scifact.queries("test").size());
    assertEquals(339, test.size());
    assertEquals(Set.of(1), gradesOf(test));
    assertTrue(scifact.unknownIds("test").isEmpty());
  }

  @Test
  void nfcorpusHasItsPublishedSizeAndGrades() {
    BeirDataset nfcorpus = BeirHome.open("nfcorpus");
    Qrels test = nfcorpus.qrels("test");
    assertEquals(List.of("dev", "test", "train"), nfcorpus.splits());
    assertEquals(3_633, count(nfcorpus));
    assertEquals(3_237, nfcorpus.queries().size());
    assertEquals(323, test.queryIds().size());
    assertEquals(323, nfcorpus.queries("test").size());
    assertEquals(12_334, test.size());
    assertEquals(Set.of(1, 2), gradesOf(test));
    assertTrue(nfcorpus.unknownIds("test").isEmpty());
  }

  @Test
  void otherLanguagesComeThroughWhole() {
    for (String name : List.of("xquad-de", "xquad-zh")) {
      BeirDataset xquad = BeirHome.open(name);
      assertEquals(240, count(xquad), name);
      assertEquals(1_190, xquad.queries("test").size(), name);
      assertTrue(xquad.unknownIds("test").isEmpty(), name);
    }
  }

  @Test
  void judgementsOfRealSetsServeAsTrecQrels(@TempDir Path folder) {
    Qrels test = BeirHome.open("nfcorpus").qrels("test");
    Path file = folder.resolve("nfcorpus.qrels");
    test.writeTrec(file);
    assertEquals(test, Qrels.readTrec(file));
  }
}
