package dev.nearfield.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.store.Finding;
import dev.nearfield.store.Verification;
import java.io.PrintWriter;
import java.util.Locale;

/** A verification for programs: one JSON object. */
final class VerificationJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private VerificationJson() {}

  static void print(PrintWriter out, Verification verification) {
    try {
      out.println(JSON.writeValueAsString(object(verification)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The findings cannot be written as JSON.", e);
    }
  }

  private static ObjectNode object(Verification verification) {
    Verification.Extent extent = verification.extent();
    ObjectNode object = JSON.createObjectNode();
    object.put("collection", verification.collection().toString());
    object.put("sound", verification.sound());
    object.put("files", extent.files());
    object.put("bytes", extent.bytes());
    object.put("segments", extent.segments());
    object.put("documents", extent.documents());
    object.put("chunks", extent.chunks());
    object.put("embeddedAgain", verification.sample());
    object.put("faults", verification.faults());
    ArrayNode findings = object.putArray("findings");
    for (Finding finding : verification.findings()) {
      ObjectNode each = findings.addObject();
      each.put("kind", finding.kind().name().toLowerCase(Locale.ROOT));
      each.put("segment", finding.segment());
      each.put("document", finding.documentId());
      each.put("field", finding.field());
      each.put("message", finding.message());
    }
    return object;
  }
}
