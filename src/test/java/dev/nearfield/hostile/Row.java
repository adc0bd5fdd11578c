package dev.nearfield.hostile;

import dev.nearfield.VectorStore;
import dev.nearfield.model.Hits;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One class of hostile input.
 *
 * @param name what it is
 * @param way how it comes in
 * @param treatment what must happen
 * @param attempt brings it in; answers what was said, or the ids of what was found
 */
record Row(String name, Way way, Treatment treatment, Attempt attempt) {

  /** How input comes in. */
  enum Way {
    API,
    FILE,
    COMMAND
  }

  /** Brings the input in. */
  @FunctionalInterface
  interface Attempt {
    List<String> on(Ground ground) throws Exception;
  }

  /** Makes files to ingest. */
  @FunctionalInterface
  interface Maker {
    void in(Ground ground) throws Exception;
  }

  static Row api(String name, Treatment treatment, Consumer<VectorStore> call) {
    return new Row(
        name,
        Way.API,
        treatment,
        ground -> {
          call.accept(ground.store());
          return List.of();
        });
  }

  static Row kept(String name, Supplier<SourceDocument> document) {
    return api(name, new Treatment.Kept(document), store -> store.add(document.get()));
  }

  /** A request that is made and asked. */
  static Row asked(String name, Treatment treatment, Supplier<SearchRequest> request) {
    return new Row(
        name, Way.API, treatment, ground -> ids(ground.store().search(request.get())));
  }

  static List<String> ids(Hits hits) {
    return hits.stream().map(hit -> hit.documentId()).toList();
  }

  static Row file(String name, Treatment treatment, Maker maker) {
    return new Row(
        name,
        Way.FILE,
        treatment,
        ground -> {
          maker.in(ground);
          return ground.ingest();
        });
  }

  static Row command(String name, Treatment treatment, Attempt attempt) {
    return new Row(name, Way.COMMAND, treatment, attempt);
  }

  /** The row as the page on hostile input shows it. */
  String told() {
    String comes =
        switch (way) {
          case API -> "API";
          case FILE -> "file";
          case COMMAND -> "command";
        };
    return "| " + name + " | " + comes + " | " + treatment.told().replace("|", "\\|") + " |";
  }

  @Override
  public String toString() {
    return name;
  }
}
