package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BeirDatasetTest {
  @TempDir private Path folder;

  private static List<SourceDocument> documents(BeirDataset dataset) {
    try (Stream<SourceDocument> documents = dataset.documents()) {
      return documents.toList();
    }
  }

  private SourceDocument documentOf(String row) throws IOException {
    BeirFolder.in(folder).with("corpus.jsonl", row);
    return documents(BeirDataset.open(folder)).getFirst();
  }

  @Test
  void readsAllFourParts() throws IOException {
    Path named = Files.createDirectory(folder.resolve("tiny"));
    BeirDataset dataset = BeirDataset.open(BeirFolder.in(named).path());
    assertEquals("tiny", dataset.name());
    assertEquals(List.of("test"), dataset.splits());
    assertEquals(
        List.of(SourceDocument.of("d1", "first").withTitle("One"), SourceDocument.of("d2", "")),
        documents(dataset));
    assertEquals(
        List.of(new Query("q1", "what is first?"), new Query("q2", "what is second?")),
        dataset.queries());
    assertEquals(
        Qrels.builder().add("q1", "d1", 1).add("q2", "d2", 0).build(), dataset.qrels("test"));
    assertTrue(dataset.unknownIds("test").isEmpty());
  }

  @Test
  void readsPackedFilesAsPlainOnes() throws IOException {
    BeirFolder plain = BeirFolder.in(folder);
    BeirDataset before = BeirDataset.open(folder);
    List<SourceDocument> documents = documents(before);
    List<Query> queries = before.queries();
    Qrels qrels = before.qrels("test");
    plain.packed("corpus.jsonl").packed("queries.jsonl").packed("qrels/test.tsv");
    BeirDataset packed = BeirDataset.open(folder);
    assertEquals(documents, documents(packed));
    assertEquals(queries, packed.queries());
    assertEquals(List.of("test"), packed.splits());
    assertEquals(qrels, packed.qrels("test"));
  }

  @Test
  void metadataKeepsItsTypes() throws IOException {
    SourceDocument document =
        documentOf(
            """
            {"_id": "d", "text": "t", "metadata": {"lang": "en", "year": 2024, "price": 2.50,\
             "open": true, "tags": ["a", "b"], "none": [], "gone": null, "source": "a/b.md"}}
            """);
    assertEquals("a/b.md", document.source());
    assertEquals(
        Metadata.of(
            "lang",
            "en",
            "year",
            2024,
            "price",
            2.5,
            "open",
            true,
            "tags",
            List.of("a", "b"),
            "none",
            List.of()),
        document.metadata());
  }

  @Test
  void metadataWithoutATypeOfItsOwnStaysAsJsonText() throws IOException {
    SourceDocument document =
        documentOf(
            """
            {"_id": "d", "text": "t", "metadata": {"label": {"stance": "SUPPORT", "at": [1, 2.50]},\
             "mixed": ["a", 1], "huge": 12345678901234567890123, "vast": 1e400, "source": 7}}
            """);
    assertNull(document.source());
    assertEquals(
        Metadata.of(
            "label",
            "{\"stance\":\"SUPPORT\",\"at\":[1,2.50]}",
            "mixed",
            "[\"a\",1]",
            "huge",
            "12345678901234567890123",
            "vast",
            "1E+400",
            "source",
            7),
        document.metadata());
  }

  @Test
  void titleAndMetadataMayBeMissingNullOrEmpty() throws IOException {
    for (String rest : List.of("", ", \"title\": null, \"metadata\": null", ", \"title\": \"\"")) {
      SourceDocument document = documentOf("{\"_id\": \"d\", \"text\": \"\"" + rest + "}\n");
      assertEquals(SourceDocument.of("d", ""), document);
    }
  }

  @Test
  void windowsLineEndsByteOrderMarkAndBlankLinesAreNoRows() throws IOException {
    BeirFolder.in(folder)
        .with("corpus.jsonl", "\uFEFF{\"_id\": \"d1\", \"text\": \"x\"}\r\n\r\n")
        .with("queries.jsonl", "\uFEFF{\"_id\": \"q1\", \"text\": \"x\"}\r\n")
        .with("qrels/test.tsv", "\uFEFFquery-id\tcorpus-id\tscore\r\nq1\td1\t1\r\n\r\n");
    BeirDataset dataset = BeirDataset.open(folder);
    assertEquals(List.of(SourceDocument.of("d1", "x")), documents(dataset));
    assertEquals(List.of(new Query("q1", "x")), dataset.queries());
    assertEquals(OptionalInt.of(1), dataset.qrels("test").grade("q1", "d1"));
  }

  @Test
  void lineSeparatorsOfUnicodeBelongToTheText() throws IOException {
    assertEquals(
        "a\u2028b\u0085c", documentOf("{\"_id\":\"d\",\"text\":\"a\u2028b\u0085c\"}").text());
  }

  @Test
  void quotedIdsOfJudgementsAreTakenOutOfTheirQuotes() throws IOException {
    BeirFolder.in(folder)
        .with(
            "qrels/test.tsv",
            BeirFolder.HEADER + "q1\t\"<dbpedia:\"\"Weird\"\">\"\t2\nq1\t<a\"b\">\t1\n");
    assertEquals(
        Set.of("<dbpedia:\"Weird\">", "<a\"b\">"),
        BeirDataset.open(folder).qrels("test").grades("q1").keySet());
  }

  @Test
  void documentsStreamWithoutLookingAhead() throws IOException {
    BeirFolder.in(folder)
        .with("corpus.jsonl", "{\"_id\": \"d1\", \"text\": \"x\"}\nthis is no JSON\n");
    try (Stream<SourceDocument> documents = BeirDataset.open(folder).documents()) {
      Iterator<SourceDocument> iterator = documents.iterator();
      assertEquals("d1", iterator.next().id());
      assertThrows(InvalidInputException.class, iterator::hasNext);
    }
  }

  @Test
  void idsOfTheSameHashAreNotTakenForRepeated() throws IOException {
    var rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      rows.append("{\"_id\": \"d%d\", \"text\": \"x\"}\n".formatted(i));
    }
    Path corpus = BeirFolder.in(folder).with("corpus.jsonl", rows.toString()).path();
    try (var documents =
        new CorpusDocuments(corpus.resolve("corpus.jsonl"), new IdHashes(id -> id.length()))) {
      var ids = new ArrayList<String>();
      documents.forEachRemaining(document -> ids.add(document.id()));
      assertEquals(40, ids.size());
    }
  }

  @Test
  void repeatedIdIsFoundFarIntoALongFile() throws IOException {
    var rows = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      rows.append("{\"_id\": \"d%d\", \"text\": \"x\"}\n".formatted(i));
    }
    rows.append("{\"_id\": \"d12345\", \"text\": \"y\"}\n");
    BeirFolder.in(folder).with("corpus.jsonl", rows.toString());
    BeirDataset dataset = BeirDataset.open(folder);
    var e = assertThrows(InvalidInputException.class, () -> documents(dataset));
    assertEquals(
        folder.resolve("corpus.jsonl")
            + ", line 20001: the document id 'd12345' stands on line 12346 already. Give each"
            + " document an id of its own.",
        e.getMessage());
  }

  @Test
  void closedStreamLetsGoOfTheFile() throws IOException {
    BeirFolder.in(folder);
    Stream<SourceDocument> documents = BeirDataset.open(folder).documents();
    Iterator<SourceDocument> iterator = documents.iterator();
    iterator.next();
    documents.close();
    assertFalse(iterator.hasNext());
  }

  @Test
  void queriesOfASplitAreThoseItJudges() throws IOException {
    BeirFolder.in(folder).with("qrels/dev.tsv", BeirFolder.HEADER + "q2\td1\t1\n");
    BeirDataset dataset = BeirDataset.open(folder);
    assertEquals(List.of("dev", "test"), dataset.splits());
    assertEquals(List.of(new Query("q2", "what is second?")), dataset.queries("dev"));
  }

  @Test
  void unknownIdsAreCountedAndNamedNotRefused() throws IOException {
    BeirFolder.in(folder)
        .with(
            "qrels/test.tsv",
            BeirFolder.HEADER + "q1\td1\t1\nq1\tz2\t1\nq9\tz1\t2\nq9\tz2\t1\nq2\td2\t0\n");
    BeirDataset dataset = BeirDataset.open(folder);
    UnknownIds unknown = dataset.unknownIds("test");
    assertFalse(unknown.isEmpty());
    assertEquals(List.of("q9"), List.copyOf(unknown.queryIds()));
    assertEquals(List.of("z2", "z1"), List.copyOf(unknown.documentIds()));
    assertEquals(5, dataset.qrels("test").size());
  }

  @Test
  void missingSplitListsThoseThatExist() throws IOException {
    Path named = Files.createDirectory(folder.resolve("tiny"));
    BeirFolder.in(named).with("qrels/train.tsv", BeirFolder.HEADER + "q1\td1\t1\n");
    BeirDataset dataset = BeirDataset.open(named);
    for (String split : List.of("dev", "../test", "")) {
      var e = assertThrows(InvalidInputException.class, () -> dataset.qrels(split));
      assertEquals(
          "The data set tiny has no split '" + split + "'. Choose one of: test, train.",
          e.getMessage());
    }
  }

  @Test
  void folderThatIsNotBeirSaysWhatIsMissing() throws IOException {
    Files.createDirectories(folder.resolve("qrels"));
    Files.writeString(folder.resolve("qrels/readme.txt"), "no split");
    Files.writeString(folder.resolve("corpus.jsonl"), "");
    assertEquals(
        folder
            + " is not a BEIR folder: it lacks queries.jsonl, qrels/<split>.tsv. A BEIR folder"
            + " holds corpus.jsonl, queries.jsonl and qrels/<split>.tsv, each also as .gz.",
        openingFails(folder));
    Path nowhere = folder.resolve("nowhere");
    assertEquals(
        nowhere + " does not exist. Give the folder that holds corpus.jsonl.",
        openingFails(nowhere));
    Path file = folder.resolve("corpus.jsonl");
    assertEquals(
        file + " is a file. Unpack it, and give the folder that holds corpus.jsonl.",
        openingFails(file));
  }

  @Test
  void fileInBothFormsIsRefused() throws IOException {
    BeirFolder beir = BeirFolder.in(folder).packed("corpus.jsonl").with("corpus.jsonl", "");
    Path corpus = folder.resolve("corpus.jsonl");
    assertEquals(
        "Both " + corpus + " and " + corpus + ".gz exist, and they may differ. Remove one of them.",
        openingFails(folder));
    beir.without("corpus.jsonl").with("qrels/test.tsv.gz", "");
    assertTrue(openingFails(folder).startsWith("Both " + folder.resolve("qrels/test.tsv")));
  }

  private static String openingFails(Path folder) {
    var e = assertThrows(InvalidInputException.class, () -> BeirDataset.open(folder));
    return String.valueOf(e.getMessage());
  }
}
