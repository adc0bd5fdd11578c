package dev.nearfield.eval.experiment;

import dev.nearfield.Embedders;
import dev.nearfield.StoreOptions;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.store.Analyzers;
import dev.nearfield.store.GraphParameters;
import dev.nearfield.store.VectorEncoding;
import dev.nearfield.store.VectorIndexing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a system that its collection has to be made for.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="settings"}
 *
 * @param model the embedding model: a name or the path of a card
 * @param analyzer the analyzer of the keyword side
 * @param chunker the description of the chunker, such as {@code sentences(max=220,overlap=40)}
 * @param indexing how vectors are indexed: encoding and graph
 */
public record IndexSettings(
    String model, String analyzer, String chunker, VectorIndexing indexing) {
  private static final String WHOLE = Chunkers.wholeDocument().description();

  /** The default model and analyzer, and each document as one chunk. */
  public static final IndexSettings DEFAULT =
      new IndexSettings(
          Embedders.DEFAULT_MODEL,
          StoreOptions.defaults().analyzer(),
          WHOLE,
          VectorIndexing.DEFAULT);

  static final List<String> KEYS =
      List.of("model", "analyzer", "chunker", "size", "overlap", "encoding", "links", "beam");

  public IndexSettings {
    if (model.isBlank()) {
      throw new IllegalArgumentException("model must be a name or the path of a card, got ''.");
    }
    if (!Analyzers.names().contains(analyzer)) {
      throw new IllegalArgumentException(
          "analyzer must be one of "
              + String.join(", ", Analyzers.names())
              + ", got '"
              + analyzer
              + "'.");
    }
    chunker = Chunkers.parse(chunker).description();
  }

  static IndexSettings read(SettingReader settings) {
    String model = settings.text("model").orElse(DEFAULT.model);
    String analyzer = settings.text("analyzer").orElse(DEFAULT.analyzer);
    String chunker = readChunker(settings);
    VectorIndexing indexing = readIndexing(settings);
    return SettingReader.made(
        "analyzer", () -> new IndexSettings(model, analyzer, chunker, indexing));
  }

  private static VectorIndexing readIndexing(SettingReader settings) {
    VectorIndexing usual = VectorIndexing.DEFAULT;
    VectorEncoding encoding = settings.oneOf("encoding", VectorEncoding.values(), usual.encoding());
    int links = settings.whole("links", usual.graph().links());
    int beam = settings.whole("beam", usual.graph().beam());
    GraphParameters graph = SettingReader.made("links", () -> new GraphParameters(links, beam));
    return new VectorIndexing(encoding, graph);
  }

  /** A whole description, or a name with its size and overlap beside it. */
  private static String readChunker(SettingReader settings) {
    String named = settings.text("chunker").orElse(WHOLE);
    Optional<String> size = settings.text("size");
    Optional<String> overlap = settings.text("overlap");
    if (overlap.isPresent() && size.isEmpty()) {
      throw SettingReader.wrong("overlap", "needs a size beside it.", null);
    }
    String description =
        size.map(max -> named + "(max=" + max + overlap(named, overlap) + ")").orElse(named);
    return SettingReader.made("chunker", () -> Chunkers.parse(description)).description();
  }

  private static String overlap(String named, Optional<String> overlap) {
    Optional<String> unlessGiven = named.equals("sentences") ? Optional.of("0") : Optional.empty();
    return overlap.or(() -> unlessGiven).map(tokens -> ",overlap=" + tokens).orElse("");
  }

  /** With another chunker. */
  public IndexSettings chunker(String description) {
    return new IndexSettings(model, analyzer, description, indexing);
  }

  /** As names and values, in the order to show them. */
  public Map<String, String> toMap() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("model", model);
    settings.put("analyzer", analyzer);
    settings.put("chunker", chunker);
    if (!indexing.equals(VectorIndexing.DEFAULT)) {
      settings.put("encoding", indexing.encoding().toString());
      settings.put("links", Integer.toString(indexing.graph().links()));
      settings.put("beam", Integer.toString(indexing.graph().beam()));
    }
    return settings;
  }

  StoreOptions options() {
    return StoreOptions.defaults()
        .analyzer(analyzer)
        .chunker(Chunkers.parse(chunker))
        .indexing(indexing);
  }

  /** The name of the collection of a data set; that of {@code nearfield eval} where it has one. */
  String collectionName(String dataset) {
    StringBuilder name = new StringBuilder("eval-" + dataset + "-" + Embedders.card(model).name());
    if (!analyzer.equals(DEFAULT.analyzer)) {
      name.append('-').append(analyzer);
    }
    if (!chunker.equals(WHOLE)) {
      name.append('-').append(plain(chunker));
    }
    if (!indexing.equals(VectorIndexing.DEFAULT)) {
      name.append('-').append(plain(indexing.toString()));
    }
    return name.toString();
  }

  private static String plain(String description) {
    return description.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
  }
}
