package dev.nearfield.architecture;

import java.util.List;

/** The outside libraries that a room may need leave for, by the packages that they live in. */
enum Library {
  LUCENE(
      "Lucene",
      "org.apache.lucene.analysis",
      "org.apache.lucene.codecs",
      "org.apache.lucene.document",
      "org.apache.lucene.index",
      "org.apache.lucene.queryparser",
      "org.apache.lucene.search",
      "org.apache.lucene.store",
      "org.apache.lucene.util"),
  LUKE("Luke", "org.apache.lucene.luke"),
  ONNX("ONNX Runtime", "ai.onnxruntime"),
  TOKENIZERS("tokenizers", "ai.djl.huggingface.tokenizers"),
  JSON(
      "Jackson",
      "com.fasterxml.jackson.core",
      "com.fasterxml.jackson.databind",
      "com.fasterxml.jackson.annotation"),
  JACKSON_YAML("Jackson YAML", "com.fasterxml.jackson.dataformat.yaml"),
  SNAKE_YAML("SnakeYAML", "org.yaml.snakeyaml"),
  PARSERS("parsers", "org.apache.pdfbox", "org.commonmark", "org.jsoup", "de.siegmar.fastcsv"),
  WATCHER("directory watcher", "io.methvin.watcher"),
  STATISTICS("Commons Statistics", "org.apache.commons.statistics.distribution"),
  CHARTS("charts", "org.jfree.chart", "org.jfree.data", "de.erichseifert.vectorgraphics2d"),
  LANGCHAIN4J("LangChain4j", "dev.langchain4j"),
  PICOCLI("picocli", "picocli"),
  PROGRESS_BAR("progressbar", "me.tongfei.progressbar");

  private final String title;
  private final List<String> packages;

  Library(String title, String... packages) {
    this.title = title;
    this.packages = List.of(packages);
  }

  /** What the architecture page calls it. */
  String title() {
    return title;
  }

  List<String> packages() {
    return packages;
  }
}
