package dev.nearfield.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.Metadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkdownReaderTest {
  @TempDir Path folder;

  private ReadDocument read(String text) throws IOException {
    return Reading.in(folder).document("a.md", text);
  }

  private static Metadata own(ReadDocument read) {
    return read.document().metadata().without("path").without("modified").without("type");
  }

  @Test
  void headingsAreAPathAndTheTextStaysAsWritten() throws IOException {
    String text =
        """
        Before.

        # Guide to *the* [office](https://example.org)

        Welcome.

        ## Doors `A`

        Open.

        #### Keys

        Ring.

        Windows
        -------

        Shut.
        """;
    ReadDocument read = read(text);
    assertEquals(text, read.text());
    assertEquals("Guide to the office", read.document().title());
    assertEquals(
        List.of(
            ": Before.",
            "Guide to the office: # Guide to *the* [office](https://example.org)\n\nWelcome.",
            "Guide to the office > Doors A: ## Doors `A`\n\nOpen.",
            "Guide to the office > Doors A > Keys: #### Keys\n\nRing.",
            "Guide to the office > Windows: Windows\n-------\n\nShut."),
        Reading.sections(read));
    Section doors = read.sections().get(2);
    assertEquals("\n\nOpen.\n\n", text.substring(doors.bodyStart(), doors.end()));
  }

  @Test
  void aHeadingWithNothingUnderItBeginsTheSectionOfTheDeeperOne() throws IOException {
    assertEquals(
        List.of("A > B: # A\n## B\ntext", "A > C: ## C", "A > D: ## D\ntext"),
        Reading.sections(read("# A\n## B\ntext\n## C\n## D\ntext\n")));
  }

  @Test
  void whatOnlyLooksLikeAHeadingIsNone() throws IOException {
    String text =
        """
        ```sh
        # a comment
        ```

            # indented code

        <pre>
        # html
        </pre>

        > # quoted

        - # in a list

        #hashtag
        """;
    ReadDocument read = read(text);
    assertEquals(1, read.sections().size());
    assertEquals(List.of(), read.sections().getFirst().headings());
    assertNull(read.document().title());
  }

  @Test
  void windowsLineEndsAndAByteOrderMarkChangeNothing() throws IOException {
    ReadDocument read = read("\uFEFF---\r\nlang: en\r\n---\r\n# A\r\n\r\ntext\r\n## B\r\nmore");
    assertEquals("en", own(read).string("lang").orElseThrow());
    assertEquals("# A\r\n\r\ntext\r\n## B\r\nmore", read.text());
    assertEquals(List.of("A: # A\r\n\r\ntext", "A > B: ## B\r\nmore"), Reading.sections(read));
  }

  @Test
  void frontMatterBecomesMetadata() throws IOException {
    ReadDocument read =
        read(
            """
            ---
            title: Paid leave
            tags: [hr, 2024, "with, comma"]
            draft: false
            year: 2024
            weight: 0.5
            huge: 123456789012345678901
            date: 2024-05-01
            author:
              name: Ada
              team: null
            type: policy
            ---
            # Leave
            """);
    assertEquals("# Leave\n", read.text());
    assertEquals("Paid leave", read.document().title());
    assertEquals("markdown", read.document().metadata().string("type").orElseThrow());
    assertEquals(
        Metadata.of(
            "tags",
            List.of("hr", "2024", "with, comma"),
            "draft",
            false,
            "year",
            2024,
            "weight",
            0.5,
            "huge",
            "123456789012345678901",
            "date",
            "2024-05-01",
            "author.name",
            "Ada",
            "own.type",
            "policy"),
        own(read));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\n\nA rule, and no front matter.",
        "---\nA heading\n---\ntext",
        "text\n---\na: b\n---\n",
        "----\na: b\n----\n",
        "---"
      })
  void rulesThatAreNoFrontMatterStayText(String text) throws IOException {
    assertEquals(text, read(text).text());
    assertEquals(Metadata.empty(), own(read(text)));
  }

  @Test
  void emptyFrontMatterIsLeftOut() throws IOException {
    assertEquals("text", read("---\n---\ntext").text());
    assertEquals("text", read("---\n# a comment\n...\ntext").text());
  }

  @Test
  void brokenFrontMatterIsRefusedWithItsLine() throws IOException {
    var reading = Reading.in(folder);
    String reason = reading.reason(reading.write("a.md", "---\na: b\nc: [d\n---\ntext"));
    assertTrue(
        reason.matches("Line [34]: the front matter is not valid YAML \\(.+\\)\\. .*"), reason);
    String twice = reading.reason(reading.write("b.md", "---\na: b\na: c\n---\ntext"));
    assertTrue(twice.contains("'a'") || twice.contains("\"a\""), twice);
    String clash = reading.reason(reading.write("c.md", "---\na.b: 1\na: {b: 2}\n---\n"));
    assertEquals("The field 'a.b' is given twice. Rename one.", clash);
  }

  @Test
  void anAliasBombInFrontMatterStaysSmall() throws IOException {
    var yaml = new StringBuilder("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      yaml.append("a%d: &a%d [%s*a%d]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(8), i - 1));
    }
    var reading = Reading.in(folder);
    List<Outcome> outcomes = reading.outcomes(reading.write("a.md", yaml + "---\ntext"));
    assertTrue(outcomes.toString().length() < 10_000, () -> outcomes.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"> ", "- ", "[", "*a ", "# ", "`", "![", "<a>", "1. ", "    "})
  void aMegabyteOfNestedMarksIsReadInTime(String mark) throws IOException {
    String text = mark.repeat((1 << 20) / mark.length()) + "x\n\n# End\n\ntext";
    assertEquals(text, read(text).text());
  }

  @Test
  void moreLinesThanTheHeapIsMeantForAreRefused() throws IOException {
    var reading = Reading.in(folder);
    assertEquals(
        "It has more than 2,000,000 lines. Split it, or read it as plain text.",
        reading.reason(reading.write("a.md", "- a\n".repeat(2_000_001))));
  }

  @Test
  void aHeadingOfEndlessMarksIsCutInTheLabelOnly() throws IOException {
    String text = "# " + "*a ".repeat(100_000) + "\n\ntext";
    ReadDocument read = read(text);
    String label = read.sections().getFirst().headings().getFirst();
    assertEquals(200, label.length());
    assertTrue(label.endsWith("…"));
    assertEquals(text, read.text());
  }
}
