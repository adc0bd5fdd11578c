package dev.nearfield.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.model.Explanation;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Hits;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Hits for programs: what only some requests ask for is there only then. */
final class HitJson {
  private HitJson() {}

  static void print(PrintWriter out, Hits hits) {
    hits.forEach(hit -> Json.print(out, object(hit)));
  }

  private static ObjectNode object(Hit hit) {
    ObjectNode object = Json.object();
    object.put("rank", hit.rank());
    object.put("id", hit.documentId());
    object.put("chunk", hit.chunk().ordinal());
    object.put("score", hit.score());
    if (Double.isNaN(hit.distance())) {
      object.putNull("distance");
    } else {
      object.put("distance", hit.distance());
    }
    object.put("title", hit.title());
    object.put("text", hit.text());
    object.put("source", hit.source());
    object.put("heading", hit.place().heading());
    object.put("page", hit.place().page());
    Json.put(object, hit.metadata());
    if (hit.context() != null) {
      object.put("context", hit.context());
    }
    if (!hit.highlights().isEmpty()) {
      hit.highlights().forEach(object.putArray("highlights")::add);
    }
    if (hit.explanation() != null) {
      put(object.putObject("explanation"), hit.explanation());
    }
    return object;
  }

  private static void put(ObjectNode object, Explanation explanation) {
    put(object, "keyword", explanation.keyword());
    put(object, "vector", explanation.vector());
    ObjectNode factors = object.putObject("factors");
    explanation.factors().forEach(factor -> factors.put(factor.name(), factor.value()));
    object.put("filter", explanation.filter());
    object.put("exact", explanation.exact());
  }

  private static void put(ObjectNode object, String name, Explanation.@Nullable Side side) {
    if (side == null) {
      object.putNull(name);
    } else {
      object
          .putObject(name)
          .put("rank", side.rank())
          .put("score", side.score())
          .put("share", side.share());
    }
  }
}
