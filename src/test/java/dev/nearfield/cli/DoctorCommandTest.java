package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.embed.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorCommandTest {
  @TempDir private Path folder;

  private static ObjectNode findings(CommandRun run) throws IOException {
    ObjectNode findings = new ObjectMapper().createObjectNode();
    for (String line : run.lines()) {
      JsonNode finding = new ObjectMapper().readTree(line);
      findings.set(finding.get("name").textValue(), finding);
      boolean well = finding.get("status").textValue().equals("OK");
      assertEquals(well, finding.get("next").isNull(), line);
    }
    return findings;
  }

  @Test
  void whatIsWellIsSaidToBe() throws IOException {
    ObjectNode findings = findings(CommandRun.done("doctor", "--data", folder, "--json"));
    for (String name : List.of("JDK", "vector API", "model card", "model file", "embedding")) {
      assertEquals("OK", findings.get(name).get("status").textValue(), name);
    }
    assertTrue(findings.has("heap") && findings.has("disk") && findings.has("cache"));
    assertTrue(findings.get("vector API").get("finding").textValue().contains("bits wide"));
  }

  @Test
  void theTableSaysTheSame() {
    CommandRun run = CommandRun.done("doctor", "--data", folder);
    assertTrue(run.out().contains("  OK    model file      SHA-256 as on the card\n"), run.out());
  }

  @Test
  void aWrongHashFailsWithANextStep() throws IOException {
    ModelCard known = ModelCard.named("all-minilm-l6-v2");
    Path card = folder.resolve("wrong.yaml");
    Files.writeString(
        card,
        """
        name: wrong
        onnx: %s
        tokenizer: %s
        sha256: %s
        dimension: 384
        pooling: mean
        normalize: true
        queryPrefix: ""
        documentPrefix: ""
        tokenLimit: 256
        """
            .formatted(known.onnx(), known.tokenizer(), "0".repeat(64)));
    CommandRun run = CommandRun.of("doctor", "--model", card, "--data", folder, "--json");
    assertEquals(1, run.exitCode(), run.out());
    ObjectNode findings = findings(run);
    assertEquals("FAIL", findings.get("model file").get("status").textValue());
    assertEquals("FAIL", findings.get("embedding").get("status").textValue());
  }

  @Test
  void anUnknownModelFails() throws IOException {
    CommandRun run = CommandRun.of("doctor", "--model", "no-such", "--data", folder, "--json");
    assertEquals(1, run.exitCode());
    assertEquals("FAIL", findings(run).get("model card").get("status").textValue());
  }
}
