package dev.nearfield.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonReportTest {
  private static final String HOSTILE =
      " \"'><script>alert(1)</script><img src=http://127.0.0.1/x onerror=alert(1)> | *b* ]] &"
          + " \u0007";
  private static final Map<String, String> KEYWORD = Map.of("mode", "keyword", "k1", "0.9");
  private static final Map<String, String> VECTOR = Map.of("mode", "vector", "model", "m");
  private static final Map<String, String> HYBRID =
      Map.of("mode", "hybrid", "model", "m", "k1", "0.9", "fusion", "rrf");

  @TempDir private Path folder;

  private static Reports three(String text) {
    return new Reports(text)
        .system("words", KEYWORD, 40)
        .system("meaning", VECTOR, 2)
        .system("both", HYBRID, 8);
  }

  @Test
  void aFusionThatLosesToItsPartIsToldInEachForm() throws IOException {
    ComparisonReport report = three("").against("words");
    String loss = "The fusion both loses to its part meaning: −0.";
    assertTrue(report.findings().get(0).startsWith("meaning has the highest nDCG@10, 0."));
    assertTrue(report.findings().get(1).startsWith(loss), report.findings().toString());
    assertTrue(report.findings().get(1).endsWith("more than chance."));
    for (String form : List.of("html", "json", "md")) {
      assertTrue(written(report, form).contains(loss), form);
    }
    ComparisonReport good =
        new Reports("")
            .system("words", KEYWORD, 40)
            .system("meaning", VECTOR, 8)
            .system("both", HYBRID, 2)
            .against("words");
    assertTrue(
        good.findings().contains("No fusion has a lower nDCG@10 than one of its parts."),
        good.findings().toString());
  }

  @Test
  void aPartHasNoSettingThatTheFusionHasNot() {
    ComparisonReport report =
        new Reports("")
            .system("words", Map.of("mode", "keyword", "k1", "1.2"), 2)
            .system("both", HYBRID, 8)
            .against("words");
    assertEquals(1, report.findings().size(), report.findings().toString());
  }

  @Test
  void hostileTextsAreTextsInThePage() throws IOException {
    ComparisonReport report =
        new Reports(HOSTILE)
            .system("words" + HOSTILE, Map.of("mode", "keyword", "k" + HOSTILE, HOSTILE), 40)
            .system("meaning" + HOSTILE, VECTOR, 2)
            .against("words" + HOSTILE);
    String html = written(report, "html");
    Document page = Jsoup.parse(html);
    assertEquals(List.of(), page.select("script, img, link, iframe, object, a"));
    Set<String> attributes =
        page.getAllElements().stream()
            .flatMap(element -> element.attributes().asList().stream())
            .map(attribute -> attribute.getKey())
            .collect(Collectors.toSet());
    assertTrue(attributes.stream().noneMatch(name -> name.startsWith("on")), "" + attributes);
    assertFalse(attributes.contains("src") || attributes.contains("href"), "" + attributes);
    assertFalse(html.contains("\u0007"));
    assertTrue(page.select("h1").text().contains("<script>alert(1)</script>"));
    assertTrue(page.select("svg text").text().contains("<script>alert(1)</script>"));

    Document rendered = Jsoup.parse(rendered(written(report, "md")));
    assertEquals(List.of(), rendered.select("script, img, em, a"));
    JsonNode json = new ObjectMapper().readTree(written(report, "json"));
    assertEquals("words" + HOSTILE, json.get("baseline").textValue());
  }

  @Test
  void thePageStandsAlone() throws IOException {
    Document page = Jsoup.parse(written(three("").against("words"), "html"));
    assertEquals(4, page.select("figure svg").size());
    assertFalse(page.select("style").html().contains("url("));
    assertEquals(
        "default-src 'none'; style-src 'unsafe-inline'",
        page.select("meta[http-equiv]").attr("content"));
    Set<String> ids = page.select("[id]").stream().map(Element::id).collect(Collectors.toSet());
    assertEquals(page.select("[id]").size(), ids.size(), "an id stands twice");
    page.select("table").forEach(table -> assertFalse(table.select("th[scope=col]").isEmpty()));
  }

  @Test
  void allFormsTellTheSameFigures() throws IOException {
    ComparisonReport report = three("").against("words");
    JsonNode json = new ObjectMapper().readTree(written(report, "json"));
    String html = Jsoup.parse(written(report, "html")).text();
    String markdown = written(report, "md");
    for (JsonNode system : json.get("systems")) {
      String mean = Figures.value(system.get("measures").get("nDCG@10").doubleValue());
      assertTrue(html.contains(mean) && markdown.contains(mean), mean);
      assertEquals(30, system.get("perQuery").size());
    }
    assertEquals(3, json.get("comparisons").size());
    assertEquals(2, json.get("changedQueries").size());
    JsonNode provenance = json.get("provenance");
    assertEquals("2026-11-25T08:00:00Z", provenance.get("date").textValue());
    assertEquals("nearfield eval 'a set'", provenance.get("command").textValue());
    assertEquals(20_070_611, provenance.get("seed").intValue());
    assertTrue(html.contains("nearfield eval 'a set'"));
    assertTrue(markdown.contains("nearfield eval 'a set'"));
  }

  @Test
  void changedQueriesAreThoseOfTheLargestDifferences() {
    ComparisonReport report = three("").against("words");
    ChangedQueries changed = report.changes().getFirst();
    assertEquals("meaning", changed.system());
    assertEquals("words", changed.other());
    double last = 1;
    for (QueryAnswers query : changed.better()) {
      double gain = query.answers().get(1).value() - query.answers().get(0).value();
      assertTrue(gain > 0 && gain <= last);
      last = gain;
      assertEquals(5, query.answers().get(0).best().size());
    }
    assertEquals(3, changed.better().size());
  }

  @Test
  void failuresAreCounted() {
    ComparisonReport report = new Reports("").system("words", KEYWORD, 119).against("words");
    Failures failures = report.failures();
    assertEquals(30, failures.relevant());
    assertTrue(failures.deep() > 0, "some are behind rank 100");
    failures
        .deepest()
        .forEach(document -> assertTrue(document.ranks().getOrDefault("words", 0) > 100));
    // Of the first five, wrong0 is judged, and so is the relevant one where it is there.
    assertTrue(failures.judgedShares().getFirst().value() < 0.4);
    assertEquals(10, failures.unjudged().size());
    assertEquals(List.of(), report.changes());
  }

  @Test
  void ofManySystemsOnlyThoseWithTheBaselineAreTested() throws IOException {
    Reports many = new Reports("");
    for (int i = 0; i < 12; i++) {
      many.system("s" + i, Map.of("mode", "keyword", "k1", "" + i), 10 + i);
    }
    ComparisonReport report = many.against("s0");
    assertEquals(11, report.comparison().pairs().size());
    assertEquals(4, report.shown().size());
    assertEquals(5, Jsoup.parse(written(report, "html")).select("figure svg").size());
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    ComparisonReport report = three("").against("words");
    String message =
        assertThrows(InvalidInputException.class, () -> report.write(folder.resolve("report.pdf")))
            .getMessage();
    assertEquals(
        "The form of a report is told by its name, and 'report.pdf' ends neither in .html nor in"
            + " .json nor in .md.",
        message);
    assertThrows(
        InvalidInputException.class,
        () -> ComparisonReport.requireWritable(folder.resolve("report")));
    assertTrue(
        assertThrows(InvalidInputException.class, () -> three("").against("none"))
            .getMessage()
            .contains("They are: words, meaning, both."));
  }

  private static String rendered(String markdown) {
    return HtmlRenderer.builder().build().render(Parser.builder().build().parse(markdown));
  }

  private String written(ComparisonReport report, String form) throws IOException {
    Path file = folder.resolve("report." + form);
    report.write(file);
    return Files.readString(file);
  }
}
