package dev.nearfield.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HtmlReaderTest {
  @TempDir Path folder;

  private ReadDocument read(String html) throws IOException {
    return Reading.in(folder).document("a.html", html);
  }

  @Test
  void theMainTextIsKeptWithItsHeadingsAndTheRestIsDropped() throws IOException {
    ReadDocument read =
        read(
            """
            <!doctype html><html><head><title> Travel &amp; costs </title><style>p {}</style></head>
            <body><nav><a href="/">Home</a></nav><header>Company</header>
            <h1>Travel</h1><p>Book <b>early</b>,
              pay less.</p>
            <script>alert(1)</script>
            <h2>Rail<br>ways</h2><ul><li>First</li><li>Second</li></ul>
            <aside>Advert</aside><footer>Imprint</footer></body></html>
            """);
    assertEquals("Travel & costs", read.document().title());
    assertEquals("html", read.document().metadata().string("type").orElseThrow());
    assertEquals(
        "Company\n\nTravel\n\nBook early, pay less.\n\nRail\nways\n\nFirst\nSecond", read.text());
    assertEquals(
        List.of(
            ": Company",
            "Travel: Travel\n\nBook early, pay less.",
            "Travel > Rail ways: Rail\nways\n\nFirst\nSecond"),
        Reading.sections(read));
  }

  @Test
  void theOneMainElementIsTheText() throws IOException {
    assertEquals("Text", read("<body><div>Menu</div><main><p>Text</main></body>").text());
    assertEquals("A\n\nB", read("<body><main>A</main><main>B</main></body>").text());
  }

  @Test
  void theFirstHeadingIsTheTitleOfAPageWithoutOne() throws IOException {
    assertEquals("One", read("<h1>One</h1><h1>Two</h1>").document().title());
    assertNull(read("<p>text</p>").document().title());
  }

  @Test
  void tablesKeepTheirCellsAndPreformattedTextItsLines() throws IOException {
    assertEquals(
        "Before\n\nName\tAge\nAda\t36\n\nx = 1\n  y = 2\n\nAfter",
        read("""
        <p>Before</p><table><thead><tr><th>Name</th><th>Age</th></tr></thead>
        <tbody><tr><td><p>Ada</p></td> <td><p>36</p></td></tr></tbody></table>
        <pre>x = 1
          y = 2</pre>After\
        """)
            .text());
  }

  @Test
  void anEmptyCellKeepsItsPlaceInTheRow() throws IOException {
    assertEquals(
        "x\n\na\t\tc\n\t\tf\ng\n\ny",
        read("<p>x<table><tr><td>a<td><p></p><td>c</tr><tr><td><td><td>f</tr><tr><td>g<td><td></tr></table><p>y")
            .text());
  }

  @Test
  void theCharsetThatThePageNamesIsUsed() throws IOException {
    var reading = Reading.in(folder);
    byte[] windows =
        "<meta charset=iso-8859-1><p>“Größe”".getBytes(Charset.forName("windows-1252"));
    assertEquals("“Größe”", reading.document(reading.write("a.html", windows)).text());
    byte[] japanese =
        "<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'><p>日本"
            .getBytes(Charset.forName("Shift_JIS"));
    assertEquals("日本", reading.document(reading.write("b.html", japanese)).text());
    byte[] wrong = "<meta charset=utf-8><p>ö".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        "Byte 23 (0xF6) is not valid UTF-8. Save the text as UTF-8, or name its charset.",
        reading.reason(reading.write("c.html", wrong)));
    assertEquals(
        "The page says that its charset is 'klingon', which is not known. Save it as UTF-8.",
        reading.reason(reading.write("d.html", "<meta charset=klingon>x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>",
        "<b>",
        "<table><tr><td>",
        "<ul><li>",
        "<script></script>",
        "<p>a",
        "<h1>",
        "<td>",
        "&amp;"
      })
  void aMegabyteOfNestedElementsIsReadInTime(String element) throws IOException {
    ReadDocument read = read("<body>" + element.repeat((1 << 20) / element.length()) + "deepest");
    assertTrue(read.text().endsWith("deepest"), "" + read.text().length());
  }

  @Test
  void moreTagsThanTheHeapIsMeantForAreRefused() throws IOException {
    var reading = Reading.in(folder);
    assertEquals(
        "It has more than 2,000,000 tags. Split it, or read it as plain text.",
        reading.reason(reading.write("a.html", "<b>".repeat(2_000_001))));
  }

  @Test
  void aPageWithoutTextIsAnEmptyDocument() throws IOException {
    assertEquals("", read("<html><body><script>x</script></body></html>").text());
    assertEquals("", read("").text());
  }
}
