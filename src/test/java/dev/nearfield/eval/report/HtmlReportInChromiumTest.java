package dev.nearfield.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser shows it, of the set that the project ships. */
final class HtmlReportInChromiumTest {
  private static final Path TARGET = Path.of(System.getProperty("project.dir", "."), "target");
  private static final Pattern URL = Pattern.compile("\"url\":\"([^\"]*)\"");

  @TempDir private Path folder;

  @Test
  void thePageShowsItsChartsAndAsksForNothing() throws IOException, InterruptedException {
    Chromium chromium = Chromium.find(folder);
    Path file = report();
    Path netLog = folder.resolve("net.json");
    Chromium.Page page = chromium.open(file, netLog);

    Document document = Jsoup.parse(page.document());
    assertEquals(4, document.select("figure svg").size());
    assertTrue(document.select("figure svg ellipse").size() > 20, "dots");
    assertEquals(3, document.select("#systems tbody tr").size());
    assertTrue(document.select(".findings").text().contains("loses to its part vector"));
    assertFalse(page.log().contains("CONSOLE"), page.log());
    assertEquals(List.of(), addressesIn(Files.readString(netLog)));

    Path pictures = Files.createDirectories(TARGET.resolve("report"));
    Path light = pictures.resolve("light.png");
    Path dark = pictures.resolve("dark.png");
    chromium.picture(file, light, 1200, 2400, false);
    chromium.picture(file, dark, 1200, 2400, true);
    assertTrue(Files.size(light) > 50_000, "the picture has " + Files.size(light) + " bytes");
    assertNotEquals(-1, Files.mismatch(light, dark), "day and night look the same");
  }

  @Test
  void whatAPageAsksForIsSeen() throws IOException, InterruptedException {
    Chromium chromium = Chromium.find(folder);
    Path file = folder.resolve("asks.html");
    Files.writeString(
        file,
        "<!DOCTYPE html><img src=\"http://127.0.0.1:9/picture\"><script>console.log(1)</script>");
    Path netLog = folder.resolve("net.json");
    Chromium.Page page = chromium.open(file, netLog);
    assertEquals(List.of("http://127.0.0.1:9/picture"), addressesIn(Files.readString(netLog)));
    assertTrue(page.log().contains("CONSOLE"), page.log());
  }

  private Path report() {
    Path file = folder.resolve("report.html");
    CommandRun.done(
        "eval", CommandRun.FIELD_NOTES, "--data", folder.resolve("data"), "--report", file);
    return file;
  }

  /** The addresses of the net log that are not files. */
  private static List<String> addressesIn(String netLog) {
    return URL.matcher(netLog)
        .results()
        .map((MatchResult url) -> url.group(1))
        .filter(url -> url.startsWith("http"))
        .distinct()
        .toList();
  }
}
