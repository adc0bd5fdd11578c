package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.eval.MalformedFilesTest.Case;
import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each way in which topics and tables of questions can be wrong; the page about question sets has
 * these files and those of {@link MalformedFilesTest}, with their messages. {@code -Dgenerate}
 * writes its table anew.
 */
final class MalformedQuestionsTest {
  private static final Path PAGE =
      Path.of(System.getProperty("project.dir", "."), "src/site/markdown/question-sets.md");
  private static final String HEAD =
      "| form | the file | the message, behind the file's name |\n| --- | --- | --- |\n";
  private static final int SHOWN = 70;

  @TempDir private Path folder;

  private static Case bad(String content, String message) {
    return new Case(content, message);
  }

  static List<Case> topicBlocks() {
    return List.of(
        bad(
            "<top>\n<num> Number: 301\n<title> Organized crime\n",
            ", line 3: the file ends inside the topic that begins on line 1. Close it with </top>,"
                + " or get the whole file."),
        bad(
            "<top>\n<num> 301\n<title> crime\n<top>\n<num> 302\n",
            ", line 4: a topic begins inside the one that begins on line 1. Close each topic with"
                + " </top>."),
        bad("</top>\n", ", line 1: </top> closes no topic. Begin each topic with <top>."),
        bad(
            "<num> 301\n<title> crime\n",
            ", line 1: <num> stands outside of a topic. Begin each topic with <top>."),
        bad(
            "<top>\n<title> crime\n</top>\n",
            ", line 3: the topic that begins on line 1 has no <num>. Give it one."),
        bad(
            "<top>\n<num> Number:\n<title> crime\n</top>\n",
            ", line 4: the topic that begins on line 1 has no <num>. Give it one."),
        bad(
            "<top>\n<num> 301\n<desc> Description: what crime?\n</top>\n",
            ", line 4: the topic that begins on line 1 has no <title>. Give it one, or ask the"
                + " descriptions instead."),
        bad(
            "<top>\n<num> 301\n<title> crime\n<title> again\n</top>\n",
            ", line 4: the topic that begins on line 1 has a second <title>. Keep one, and close"
                + " each topic with </top>."),
        bad(
            "<top>\n<num> 301\n<title> a\n</top>\n<top>\n<num> 301\n<title> b\n</top>\n",
            ", line 8: the query id '301' stands on line 1 already. Give each query an id of its"
                + " own."),
        bad(
            "<top>\nstray words\n<num> 301\n</top>\n",
            ", line 2: the text 'stray words' belongs to no tag. Put it behind <title> or <desc>"
                + " inside <top> and </top>."),
        bad(
            "<topics>\n<topic number=\"1\"><query>crime</query></topic>\n</topics>\n",
            ", line 1: this is XML, which is not read. Write the topics as <top> blocks with <num>"
                + " and <title>, or as lines of 'qid<tab>text'."));
  }

  static List<Case> topicLines() {
    return List.of(
        bad(
            "\n",
            ": the file holds no topics. Put lines of 'qid<tab>text' or <top> blocks into it."),
        bad(
            "301 organized crime\n",
            ", line 1: a line must have 2 columns (qid, text), got 1. Put one tab between the id"
                + " and the text, and none into them."),
        bad(
            "301\tcrime\n302\tshipping\tlosses\n",
            ", line 2: a line must have 2 columns (qid, text), got 3. Put one tab between the id"
                + " and the text, and none into them."),
        bad(
            "301\t \n",
            ", line 1: The text of query '301' is empty. Give it a text, or leave the query out."),
        bad(
            "\tcrime\n",
            ", line 1: A query's id must not be empty or blank. Give each query a name of its"
                + " own."),
        bad(
            "301\tcrime\n302\tlosses\n301\tcrime\n",
            ", line 3: the query id '301' stands on line 1 already. Give each query an id of its"
                + " own."));
  }

  static List<Case> tables() {
    return List.of(
        bad("", ": the file is empty. Begin it with a header such as 'question,document,grade'."),
        bad("question,document\n", ": the file holds no questions. Put one a row into it."),
        bad(
            "How long?,refunds\n",
            ", line 1: the header names a column 'How long?'. Known are question, document, grade"
                + " and query id, and title, text and note, which are not read."),
        bad(
            "question,document,grad\nHow long?,refunds,2\n",
            ", line 1: the header names a column 'grad'. Known are question, document, grade and"
                + " query id, and title, text and note, which are not read."),
        bad(
            "question,document,Question\n",
            ", line 1: the header has a second column 'Question'. Keep one of them."),
        bad(
            "document,grade\nrefunds,2\n",
            ", line 1: the header has no column 'question'. Name the columns in line 1."),
        bad(
            "question,grade\nHow long?,2\n",
            ", line 1: the header has a column 'grade' and none of what is graded. Add the column"
                + " 'document'."),
        bad(
            "question,document\nHow long, in days?,refunds\n",
            ", line 2: a row must have 2 fields, as the header has, got 3. Quote fields that hold"
                + " separators."),
        bad(
            "question,document\nHow long?\n",
            ", line 2: a row must have 2 fields, as the header has, got 1. Quote fields that hold"
                + " separators."),
        bad(
            "question,document\n ,refunds\n",
            ", line 2: The text of query 'q1' is empty. Give it a text, or leave the query out."),
        bad(
            "question,document\nHow long?,\n",
            ", line 2: A judgement needs a query id and a document id, got 'q1' and ''."),
        bad(
            "question,document,grade\nHow long?,refunds,good\n",
            ", line 2: the grade 'good' is not a whole number. Write 0, 1, 2 or the like."),
        bad(
            "question,document,grade\nHow long?,refunds,1.5\n",
            ", line 2: the grade '1.5' is not a whole number. Write 0, 1, 2 or the like."),
        bad(
            "question,document,grade\nHow long?,refunds,200\n",
            ", line 2: A grade must be -127 to 127, got 200. Map the grades to a smaller scale."),
        bad(
            "question,document\nHow long?,refunds\n\"How\nmuch?\",parcels\nHow long?,refunds\n",
            ", line 5: The document 'refunds' is judged twice for query 'q1'. Keep one of the"
                + " judgements."),
        bad(
            "query id,question,document\n,How long?,refunds\n",
            ", line 2: A query's id must not be empty or blank. Give each query a name of its"
                + " own."),
        bad(
            "query id,question,document\n7,How long?,refunds\n7,How much?,parcels\n",
            ", line 3: the query id '7' has another question on line 2. Give each question an id of"
                + " its own."),
        bad(
            "question,document\nHow long?,refunds\n\"How much?,parcels\n",
            ", after line 2: it is not valid CSV from here on. Close each quote, and double the"
                + " quotes inside a quoted field."));
  }

  @ParameterizedTest
  @MethodSource("topicBlocks")
  void topicsInBlocks(Case bad) throws IOException {
    assertMessage("topics.txt", bad);
  }

  @ParameterizedTest
  @MethodSource("topicLines")
  void topicsInLines(Case bad) throws IOException {
    assertMessage("topics.tsv", bad);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void questionsInCsv(Case bad) throws IOException {
    assertMessage("questions.csv", bad);
  }

  private void assertMessage(String name, Case bad) throws IOException {
    Path file = Files.writeString(folder.resolve(name), bad.content());
    assertEquals(file + bad.message(), messageOf(file));
  }

  private static String messageOf(Path file) {
    return String.valueOf(
        assertThrows(
                InvalidInputException.class, () -> QuestionSet.read(file, "test", TopicField.TITLE))
            .getMessage());
  }

  @Test
  void bytesThatAreNotUtf8AreToldInCsvToo() throws IOException {
    Path file = folder.resolve("q.csv");
    Files.write(file, "question,document\nKäse?,d1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        file + ", after line 0: the text is not UTF-8. Save the file in UTF-8.", messageOf(file));
  }

  @Test
  void aFileThatOnlyClaimsToBePackedIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("q.csv.gz"), "question,document\n");
    assertEquals(
        file
            + ", after line 0: the file is not valid gzip (Not in GZIP format). Download it again,"
            + " or drop the ending .gz if it is not packed.",
        messageOf(file));
  }

  @Test
  void aTopicWithoutEndIsNotReadForEver() throws IOException {
    String words = "many words ".repeat(1_000) + "\n";
    Path file =
        Files.writeString(folder.resolve("t"), "<top>\n<num> 1\n<narr>\n" + words.repeat(200));
    assertTrue(
        messageOf(file).contains("the topic that begins on line 1 is longer than 1048576"),
        messageOf(file));
  }

  @Test
  void theDescriptionIsMissedByItsName() throws IOException {
    Path file = Files.writeString(folder.resolve("t"), "<top>\n<num> 1\n<title> x\n</top>\n");
    String message =
        String.valueOf(
            assertThrows(
                    InvalidInputException.class,
                    () -> QuestionSet.readTopics(file, TopicField.DESCRIPTION))
                .getMessage());
    assertEquals(
        file
            + ", line 4: the topic that begins on line 1 has no <desc>. Give it one, or ask the"
            + " titles instead.",
        message);
  }

  @Test
  void thePageHasTheFilesThatAreTried() throws IOException {
    Map<String, List<Case>> all = new LinkedHashMap<>();
    all.put("BEIR corpus", MalformedFilesTest.corpora());
    all.put("BEIR queries", MalformedFilesTest.queries());
    all.put("BEIR judgements", MalformedFilesTest.beirQrels());
    all.put("TREC judgements", MalformedFilesTest.trecQrels());
    all.put("TREC run", MalformedFilesTest.trecRuns());
    all.put("TREC topics, blocks", topicBlocks());
    all.put("TREC topics, lines", topicLines());
    all.put("CSV of questions", tables());
    List<String> rows = new ArrayList<>();
    all.forEach(
        (form, cases) ->
            cases.forEach(
                bad ->
                    rows.add(
                        "| %s | %s | %s |%n"
                            .formatted(form, code(bad.content()), text(bad.message())))));
    long distinct =
        all.values().stream().flatMap(List::stream).map(Case::content).distinct().count();
    assertTrue(distinct >= 80, "only " + distinct);
    String table = HEAD + String.join("", rows);
    String page = Files.readString(PAGE);
    int start = page.indexOf(HEAD);
    int end = Math.max(page.indexOf("\n\n", start), page.lastIndexOf("|\n")) + 1;
    if (System.getProperty("generate") != null) {
      Files.writeString(PAGE, page.substring(0, start) + table + page.substring(end + 1));
    } else {
      assertEquals(table, page.substring(start));
      assertTrue(page.contains(rows.size() + " files"), "The page should say " + rows.size());
    }
  }

  /** A file on one line: ⏎ ends a line, ⇥ is a tab. */
  private static String code(String content) {
    if (content.isEmpty()) {
      return "nothing";
    }
    String line = content.replace("\n", "⏎").replace("\t", "⇥").replace("|", "\\|");
    String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    return shown.contains("`") ? "`` " + shown + " ``" : "`" + shown + "`";
  }

  private static String text(String message) {
    return Stream.of("\\", "|", "<", "*", "_", "`")
        .reduce(
            message.replaceFirst("^[:,] ", ""),
            (escaped, special) -> escaped.replace(special, "\\" + special));
  }
}
