package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a row can be wrong, and the sentence that says so. */
final class MalformedFilesTest {
  private static final String DOCUMENT = "{\"_id\": \"d1\", \"text\": \"first\"}\n";
  private static final String QUERY = "{\"_id\": \"q1\", \"text\": \"first?\"}\n";
  private static final String HEADER = BeirFolder.HEADER;

  @TempDir private Path folder;

  /** What a file holds, and what its message says after the file's name. */
  record Case(String content, String message) {
    @Override
    public String toString() {
      return message;
    }
  }

  private static Case bad(String content, String message) {
    return new Case(content, message);
  }

  static List<Case> corpora() {
    return List.of(
        bad("", ": the corpus is empty. Put one document a line into it."),
        bad(
            DOCUMENT + "{\"_id\": \"d2\", \"text\": \n",
            ", line 2: the row is not valid JSON at column 23: the line ends before the"
                + " value does. Write one JSON object a line."),
        bad(
            DOCUMENT + "{'_id': 'd2', 'text': 'single quotes'}\n",
            ", line 2: the row is not valid JSON at column 2: Unexpected character (''' (code 39)):"
                + " was expecting double-quote to start field name. Write one JSON object a line."),
        bad(
            "{\"_id\": \"d1\", \"text\": \"a\"} {\"_id\": \"d2\", \"text\": \"b\"}\n",
            ", line 1: the row is not valid JSON at column 28: a second value begins"
                + " there. Write one JSON object a line."),
        bad(
            "{\"_id\": \"d1\", \"_id\": \"d2\", \"text\": \"b\"}\n",
            ", line 1: the row is not valid JSON at column 20: Duplicate field '_id'. Write one"
                + " JSON object a line."),
        bad(
            "[\n" + DOCUMENT + "]\n",
            ", line 1: the row is not valid JSON at column 2: the line ends before the value"
                + " does. Write one JSON object a line."),
        bad(
            "{\"_id\": \"d1\", \"text\": \"x\", \"metadata\": {\"n\": "
                + "9".repeat(1_001)
                + "}}\n",
            ", line 1: the row is not valid JSON: Number value length (1001) exceeds the maximum"
                + " allowed (1000, from `StreamReadConstraints.getMaxNumberLength()`). Write one"
                + " JSON object a line."),
        bad(
            DOCUMENT + "\n[\"d2\", \"text\"]\n",
            ", line 3: a row must be a JSON object in braces, got an array."),
        bad("\"d1\"\n", ", line 1: a row must be a JSON object in braces, got a string."),
        bad("null\n", ", line 1: a row must be a JSON object in braces, got null."),
        bad(
            DOCUMENT + "{\"id\": \"d2\", \"text\": \"x\"}\n",
            ", line 2: the member '_id' is missing. Give every row a string '_id'."),
        bad(
            "{\"_id\": \"d1\", \"contents\": \"x\"}\n",
            ", line 1: the member 'text' is missing. Give every row a string 'text'."),
        bad(
            "{\"_id\": 7, \"text\": \"x\"}\n",
            ", line 1: the member '_id' must be a string, got a number. Write it in double"
                + " quotes."),
        bad(
            "{\"_id\": \"d1\", \"text\": null}\n",
            ", line 1: the member 'text' must be a string, got null. Write it in double quotes."),
        bad(
            "{\"_id\": \"d1\", \"text\": [\"x\"]}\n",
            ", line 1: the member 'text' must be a string, got an array. Write it in double"
                + " quotes."),
        bad(
            "{\"_id\": \"d1\", \"title\": true, \"text\": \"x\"}\n",
            ", line 1: the member 'title' must be a string, got a boolean. Write it in double"
                + " quotes."),
        bad(
            "{\"_id\": \"d1\", \"text\": \"x\", \"metadata\": \"year 2024\"}\n",
            ", line 1: the member 'metadata' must be an object, got a string. Write it in braces,"
                + " or leave it out."),
        bad(
            "{\"_id\": \"d1\", \"text\": \"x\", \"metadata\": {\" \": 1}}\n",
            ", line 1: A metadata key must have 1 to 256 characters and not be blank, got ' '."),
        bad(
            "{\"_id\": \"\", \"text\": \"x\"}\n",
            ", line 1: A document's id must not be empty or blank. Give each document a name of its"
                + " own."),
        bad(
            "{\"_id\": \"d\\u0007\", \"text\": \"x\"}\n",
            ", line 1: The document id has the control character U+0007 at position 1. Leave it"
                + " out."),
        bad(
            "{\"_id\": \"d1\", \"text\": \"\\ud83d\"}\n",
            ", line 1: The text of document 'd1' has half a surrogate pair (U+D83D) at position 0."
                + " Decode the text again, or replace the character."),
        bad(
            DOCUMENT + "{\"_id\": \"d2\", \"text\": \"x\"}\n" + DOCUMENT,
            ", line 3: the document id 'd1' stands on line 1 already. Give each document an id of"
                + " its own."));
  }

  static List<Case> queries() {
    return List.of(
        bad("\n", ": the file holds no queries. Put one a line into it."),
        bad(
            QUERY + "q2\twhat?\n",
            ", line 2: the row is not valid JSON at column 1: Unrecognized token 'q2': was"
                + " expecting (JSON String, Number, Array, Object or token 'null', 'true' or"
                + " 'false'). Write one JSON object a line."),
        bad(
            "{\"text\": \"x\"}\n",
            ", line 1: the member '_id' is missing. Give every row a string '_id'."),
        bad(
            "{\"_id\": \"q1\", \"text\": 3}\n",
            ", line 1: the member 'text' must be a string, got a number. Write it in double"
                + " quotes."),
        bad(
            "{\"_id\": \"q1\", \"text\": \" \"}\n",
            ", line 1: The text of query 'q1' is empty. Give it a text, or leave the query out."),
        bad(
            "{\"_id\": \" \", \"text\": \"x\"}\n",
            ", line 1: A query's id must not be empty or blank. Give each query a name of its"
                + " own."),
        bad(
            QUERY + QUERY,
            ", line 2: the query id 'q1' stands on line 1 already. Give each query an id of its"
                + " own."));
  }

  static List<Case> beirQrels() {
    return List.of(
        bad(
            "",
            ": the file is empty. Begin it with the header 'query-id<tab>corpus-id<tab>score'."),
        bad(HEADER, ": the file holds no judgements. Put one a line into it."),
        bad(
            "q1\td1\t1\n",
            ", line 1: the header line is missing. Begin the file with"
                + " 'query-id<tab>corpus-id<tab>score'."),
        bad(
            "q1 0 d1 1\n",
            ", line 1: this looks like a TREC qrels file, which has four columns and no header."
                + " Rewrite it as 'query-id<tab>corpus-id<tab>score' with that header, or read it"
                + " as TREC qrels."),
        bad(
            "query-id corpus-id score\nq1\td1\t1\n",
            ", line 1: a line must have 3 columns (query-id, corpus-id, score), got 1. Separate"
                + " them with single tabs."),
        bad(
            HEADER + "q1\td1\n",
            ", line 2: a line must have 3 columns (query-id, corpus-id, score), got 2. Separate"
                + " them with single tabs."),
        bad(
            HEADER + "q1\t0\td1\t1\n",
            ", line 2: a line must have 3 columns (query-id, corpus-id, score), got 4. Separate"
                + " them with single tabs."),
        bad(
            HEADER + "q1\td1\t1.0\n",
            ", line 2: the grade '1.0' is not a whole number. Write 0, 1, 2 or the like."),
        bad(
            HEADER + "q1\td1\thigh\n",
            ", line 2: the grade 'high' is not a whole number. Write 0, 1, 2 or the like."),
        bad(
            HEADER + "q1\td1\t1000\n",
            ", line 2: A grade must be -127 to 127, got 1000. Map the grades to a smaller scale."),
        bad(
            HEADER + "\td1\t1\n",
            ", line 2: A judgement needs a query id and a document id, got '' and 'd1'."),
        bad(
            HEADER + "q1\td1\t1\nq2\td1\t1\nq1\td1\t0\n",
            ", line 4: The document 'd1' is judged twice for query 'q1'. Keep one of the"
                + " judgements."),
        bad(
            HEADER + "q1\t\"d1\t1\n",
            ", line 2: the column \"d1 opens with a double quote that does not close at its end."
                + " Quote the whole column, and double the quotes inside."));
  }

  static List<Case> trecQrels() {
    return List.of(
        bad(" \n", ": the file holds no judgements. Put one a line into it."),
        bad(
            "q1 d1 1\n",
            ", line 1: a line must have 4 columns (qid 0 docid rel), got 3. Separate them with"
                + " blanks or tabs, and keep blanks out of the ids."),
        bad(
            "q1 0 d1 x\n",
            ", line 1: the grade 'x' is not a whole number. Write 0, 1, 2 or the like."),
        bad(
            "q1 0 d1 1\nq1 0 d1 1\n",
            ", line 2: The document 'd1' is judged twice for query 'q1'. Keep one of the"
                + " judgements."));
  }

  static List<Case> trecRuns() {
    return List.of(
        bad("", ": the run is empty. Put one answer a line into it."),
        bad(
            "q1 Q0 d1 1 2.5\n",
            ", line 1: a line must have 6 columns (qid Q0 docid rank score tag), got 5. Separate"
                + " them with blanks or tabs, and keep blanks out of the ids."),
        bad(
            "q1 Q0 my document 1 2.5 tag\n",
            ", line 1: a line must have 6 columns (qid Q0 docid rank score tag), got 7. Separate"
                + " them with blanks or tabs, and keep blanks out of the ids."),
        bad(
            "q1 Q0 d1 1 2,5 tag\n",
            ", line 1: the score '2,5' is not a number. Write it as 12.5 or 1.25e1."),
        bad(
            "q1 Q0 d1 1 NaN tag\n",
            ", line 1: the score 'NaN' is not a number. Write it as 12.5 or 1.25e1."),
        bad(
            "q1 Q0 d1 1 2.5f tag\n",
            ", line 1: the score '2.5f' is not a number. Write it as 12.5 or 1.25e1."),
        bad(
            "q1 Q0 d1 1 1e39 tag\n",
            ", line 1: The score of document 'd1' must be a finite number in single precision, got"
                + " 1.0E39."),
        bad(
            "q1 Q0 d1 1 2 tag\nq1 Q0 d1 2 1 tag\n",
            ", line 2: The document 'd1' answers query 'q1' twice. Keep its best score only."));
  }

  @ParameterizedTest
  @MethodSource("corpora")
  void corpus(Case bad) throws IOException {
    BeirFolder.in(folder).with("corpus.jsonl", bad.content());
    assertMessage(folder.resolve("corpus.jsonl"), bad, file -> readDocuments());
  }

  @ParameterizedTest
  @MethodSource("queries")
  void queriesFile(Case bad) throws IOException {
    BeirFolder.in(folder).with("queries.jsonl", bad.content());
    assertMessage(folder.resolve("queries.jsonl"), bad, file -> BeirDataset.open(folder).queries());
  }

  @ParameterizedTest
  @MethodSource("beirQrels")
  void qrelsOfASplit(Case bad) throws IOException {
    BeirFolder.in(folder).with("qrels/test.tsv", bad.content());
    assertMessage(
        folder.resolve("qrels/test.tsv"), bad, file -> BeirDataset.open(folder).qrels("test"));
  }

  @ParameterizedTest
  @MethodSource("trecQrels")
  void trecQrelsFile(Case bad) throws IOException {
    Path file = Files.writeString(folder.resolve("qrels.txt"), bad.content());
    assertMessage(file, bad, Qrels::readTrec);
  }

  @ParameterizedTest
  @MethodSource("trecRuns")
  void trecRunFile(Case bad) throws IOException {
    Path file = Files.writeString(folder.resolve("run.txt"), bad.content());
    assertMessage(file, bad, Run::readTrec);
  }

  @Test
  void bytesThatAreNotUtf8AreNamedByLine() throws IOException {
    byte[] latin1 = {'{', '"', '_', 'i', 'd', '"', ':', '"', (byte) 0xe9, '"', '}', '\n'};
    byte[] good = DOCUMENT.getBytes(StandardCharsets.UTF_8);
    byte[] both = Arrays.copyOf(good, good.length + latin1.length);
    System.arraycopy(latin1, 0, both, good.length, latin1.length);
    BeirFolder.in(folder).with("corpus.jsonl", both);
    Case bad = bad("", ", line 2: the line is not UTF-8. Save the file in UTF-8.");
    assertMessage(folder.resolve("corpus.jsonl"), bad, file -> readDocuments());
  }

  @Test
  void gzipThatIsCutOffIsNamedByItsLastLine() throws IOException {
    StringBuilder rows = new StringBuilder();
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      rows.append("{\"_id\": \"d%d\", \"text\": \"%d\"}%n".formatted(i, random.nextLong()));
    }
    BeirFolder.in(folder).with("corpus.jsonl", rows.toString()).packed("corpus.jsonl");
    Path packed = folder.resolve("corpus.jsonl.gz");
    byte[] whole = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(whole, whole.length / 2));
    String message = messageOf(packed, file -> readDocuments());
    assertTrue(
        message.matches(
            ".*corpus\\.jsonl\\.gz, after line [1-9]\\d+: the gzip file is cut off\\. Download it"
                + " again\\."),
        message);
  }

  @Test
  void plainFileThatClaimsToBePackedIsNamed() throws IOException {
    BeirFolder.in(folder).with("corpus.jsonl.gz", DOCUMENT).without("corpus.jsonl");
    Case bad =
        bad(
            "",
            ", after line 0: the file is not valid gzip (Not in GZIP format). Download it again, or"
                + " drop the ending .gz if it is not packed.");
    assertMessage(folder.resolve("corpus.jsonl.gz"), bad, file -> readDocuments());
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    Path file = folder.resolve("nowhere.txt");
    assertEquals(
        "There is no file " + file + ". Check the path and its spelling.",
        messageOf(file, Run::readTrec));
  }

  @Test
  void thirtyAndMoreDistinctFilesAreTried() {
    var distinct = new HashSet<String>();
    Stream.of(corpora(), queries(), beirQrels(), trecQrels(), trecRuns())
        .flatMap(List::stream)
        .forEach(bad -> distinct.add(bad.content()));
    assertTrue(distinct.size() >= 45, "only " + distinct.size());
  }

  private void readDocuments() {
    try (Stream<SourceDocument> documents = BeirDataset.open(folder).documents()) {
      documents.forEach(document -> {});
    }
  }

  private static void assertMessage(Path file, Case bad, Consumer<Path> reader) {
    assertEquals(file + bad.message(), messageOf(file, reader));
  }

  private static String messageOf(Path file, Consumer<Path> reader) {
    var e = assertThrows(InvalidInputException.class, () -> reader.accept(file));
    return String.valueOf(e.getMessage());
  }
}
