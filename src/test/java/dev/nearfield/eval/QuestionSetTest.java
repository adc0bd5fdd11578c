package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions in all their forms, and as a folder again. */
final class QuestionSetTest {
  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static QuestionSet read(Path source) {
    return QuestionSet.read(source, "test", TopicField.TITLE);
  }

  @Test
  void classicTopicsAreReadByTitleOrDescription() throws IOException {
    Path topics =
        file(
            "topics.301-302.txt",
            """

            <top>

            <num> Number: 301
            <title> International Organized Crime

            <desc> Description:
            Identify organizations that participate in
            international criminal activity.

            <narr> Narrative:
            A relevant document must, as a minimum, identify the organization.

            </top>

            <top>
            <num> Number: 051
            <title> Topic: Airbus
            Subsidies
            <desc> Description: Aid for < 3 planes & more.
            </top>
            """);
    assertEquals(
        List.of(
            new Query("301", "International Organized Crime"), new Query("51", "Airbus Subsidies")),
        read(topics).queries());
    assertEquals(
        List.of(
            new Query(
                "301",
                "Identify organizations that participate in international criminal activity."),
            new Query("51", "Aid for < 3 planes & more.")),
        QuestionSet.readTopics(topics, TopicField.DESCRIPTION).queries());
    assertEquals(0, read(topics).qrels().size());
  }

  @Test
  void topicsMayCloseTheirTagsAndStandOnOneLine() throws IOException {
    Path topics =
        file(
            "t",
            "<top><num>CLEF-7</num><TITLE>Zug fährt</TITLE><desc>d</desc></top>\r\n"
                + "<top><num>8</num><title>Schiff</title></top>\r\n");
    assertEquals(
        List.of(new Query("CLEF-7", "Zug fährt"), new Query("8", "Schiff")),
        read(topics).queries());
  }

  @Test
  void topicsMayBeLinesOfIdAndText() throws IOException {
    Path topics = file("topics.tsv", "\uFEFF1048585\twhat is paula deen's brother\r\n\n2\t x y \n");
    assertEquals(
        List.of(new Query("1048585", "what is paula deen's brother"), new Query("2", "x y")),
        read(topics).queries());
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void aTableHasARowForEachDocument(String separator) throws IOException {
    String table =
        """
        \uFEFFQuery-ID,Question,Document ID,grade,note
        a,"How ""long""?",refunds/1,2,x
        b,Where?,parcels,0,
        a,"How ""long""?",refunds/2,,to be judged
        """;
    QuestionSet set = read(file("questions.csv", table.replace(",", separator)));
    assertEquals(List.of(new Query("a", "How \"long\"?"), new Query("b", "Where?")), set.queries());
    assertEquals(Map.of("refunds/1", 2), set.qrels().grades("a"));
    assertEquals(Map.of("parcels", 0), set.qrels().grades("b"));
  }

  @Test
  void withoutIdsAndGradesQuestionsAreNumberedAndDocumentsRelevant() throws IOException {
    QuestionSet set =
        read(
            file(
                "q.csv",
                "question,document\n\"Two\nlines, a comma?\",d1\nOther?,d1\n\"Two\nlines, a"
                    + " comma?\",d2\n"));
    assertEquals(
        List.of(new Query("q1", "Two\nlines, a comma?"), new Query("q2", "Other?")), set.queries());
    assertEquals(Map.of("d1", 1, "d2", 1), set.qrels().grades("q1"));
    assertEquals(Map.of("d1", 1), set.qrels().grades("q2"));
  }

  @Test
  void aTableOfQuestionsAloneHasNoJudgements() throws IOException {
    QuestionSet set = read(file("q.csv", "question\nHow?\nWhy?\n"));
    assertEquals(2, set.queries().size());
    assertEquals(List.of(), set.judgedQueries());
    String message =
        assertThrows(InvalidInputException.class, () -> set.evaluation(false)).getMessage();
    assertEquals(
        "None of the 2 questions is judged, so there is nothing to measure by. Give judgements of"
            + " their ids.",
        message);
  }

  @Test
  void packedFilesAreReadLikePlainOnes() throws IOException {
    String[] forms = {"q.csv", "topics", "queries.jsonl"};
    String[] contents = {"question\nHow?\n", "q1\tHow?\n", "{\"_id\":\"q1\",\"text\":\"How?\"}\n"};
    for (int i = 0; i < forms.length; i++) {
      Path packed = folder.resolve(forms[i] + ".gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
        out.write(contents[i].getBytes(StandardCharsets.UTF_8));
      }
      assertEquals(List.of(new Query("q1", "How?")), read(packed).queries());
    }
  }

  @Test
  void whatIsWrittenComesBackAsItWas() throws IOException {
    QuestionSet set =
        new QuestionSet(
            List.of(new Query("q 1", "\"Wie\" lang,\nüberhaupt?"), new Query("\"q2\"", "x")),
            Qrels.builder()
                .add("q 1", "docs/a b.md", 2)
                .add("q 1", "\"quoted\" id", 0)
                .add("\"q2\"", "docs/a b.md", -1)
                .add("unknown", "d", 1)
                .build());
    Path made = folder.resolve("new/set");
    set.write(made, "dev");
    assertEquals(set, QuestionSet.readBeir(made, "dev"));
    assertTrue(Files.readString(made.resolve("qrels/dev.tsv")).startsWith("query-id\tcorpus-id"));
    assertEquals(List.of("q 1", "\"q2\""), set.judgedQueries().stream().map(Query::id).toList());
  }

  @Test
  void nothingIsWrittenOverAndNothingHalf() throws IOException {
    List<Query> queries = List.of(new Query("q1", "x"));
    QuestionSet tab = new QuestionSet(queries, Qrels.builder().add("q1", "a\tb", 1).build());
    String message =
        assertThrows(InvalidInputException.class, () -> tab.write(folder, "test")).getMessage();
    assertEquals(
        "The document id 'a b' holds a tab or a line end, which separate the columns and lines of"
            + " judgements. Rename it.",
        message);
    assertFalse(Files.exists(folder.resolve("queries.jsonl")));

    new QuestionSet(queries, Qrels.none()).write(folder, "test");
    message =
        assertThrows(
                InvalidInputException.class,
                () -> new QuestionSet(queries, Qrels.none()).write(folder, "test"))
            .getMessage();
    assertEquals(
        "The file "
            + folder.resolve("queries.jsonl")
            + " exists. Name another folder, or remove it first.",
        message);
  }

  @Test
  void aFolderNeedsNoCorpusAndTellsWhatIsMissing() throws IOException {
    String message = assertThrows(InvalidInputException.class, () -> read(folder)).getMessage();
    assertEquals(
        folder + " holds no queries.jsonl. Give a folder with it and qrels/<split>.tsv.", message);
    BeirFolder.in(folder).without("corpus.jsonl");
    assertEquals(2, read(folder).judgedQueries().size());
    message =
        assertThrows(
                InvalidInputException.class,
                () -> QuestionSet.read(folder, "dev", TopicField.TITLE))
            .getMessage();
    assertEquals("The data set " + folder + " has no split 'dev'. Choose one of: test.", message);
  }

  @Test
  void judgementsAreReadInEitherForm() throws IOException {
    Qrels beir = Qrels.read(file("a.tsv", BeirFolder.HEADER + "q1\td1\t2\n"));
    assertEquals(beir, Qrels.read(file("a.qrels", "q1 0 d1 2\n")));
  }

  @Test
  void twoQuestionsOfOneIdAreRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new QuestionSet(
                        List.of(new Query("q1", "a"), new Query("q1", "b")), Qrels.none()))
            .getMessage();
    assertEquals("The query id 'q1' is there twice. Give each query an id of its own.", message);
  }

  @Test
  void idsThatACollectionDoesNotHoldAreNamed() {
    Qrels qrels =
        Qrels.builder().add("q1", "here", 1).add("q1", "gone", 1).add("q9", "gone", 0).build();
    QuestionSet set = new QuestionSet(List.of(new Query("q1", "x")), qrels);
    try (VectorStore store =
        VectorStore.open(folder.resolve("collection"), new HashingEmbedder(16))) {
      store.add(SourceDocument.of("here", "A text."));
      try (Snapshot snapshot = store.snapshot()) {
        assertEquals(new UnknownIds(Set.of("q9"), Set.of("gone")), set.unknownIds(snapshot));
      }
    }
  }
}
