package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.VectorStore;
import dev.nearfield.Verifier;
import dev.nearfield.VerifyOptions;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.NearfieldException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.CollectionCheck;
import dev.nearfield.store.CollectionRepair;
import dev.nearfield.store.Damage;
import dev.nearfield.store.Finding;
import dev.nearfield.store.RepairReport;
import dev.nearfield.store.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Verifying a collection, and repairing one that is damaged. */
final class RepairExamplesTest {
  private final Embedder embedder = new HashingEmbedder(32);

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  @BeforeEach
  void fill() {
    try (VectorStore store = VectorStore.open(folder, embedder)) {
      store.add(SourceDocument.of("refunds", "Refunds are paid within 30 days."));
      store.commit();
      store.add(SourceDocument.of("parcels", "Parcels arrive within three days."));
    }
  }

  @Test
  void aCollectionIsVerified() throws IOException {
    // @start region="verify"
    VerifyOptions thorough = VerifyOptions.everything().sample(20, embedder);
    Verification verification = Verifier.verify(folder, thorough);
    System.out.println(verification.sound() + ", embedded again: " + verification.sample());
    for (Finding finding : verification.findings()) {
      System.out.println(finding.kind() + " " + finding.message());
    }
    Verifier.verify(folder, VerifyOptions.filesOnly()).requireSound(); // before it is used
    // @end
    assertEquals("true, embedded again: 2 of 2 chunks\n", printed.take());
  }

  @Test
  void aDamagedCollectionIsRepaired() throws IOException {
    cut("_0.cfs");
    // @start region="repair"
    List<String> lost = new ArrayList<>();
    RepairReport plan = CollectionRepair.plan(folder, lost::add); // writes nothing
    System.out.println(plan.segments().size() + " segment, " + plan.kept() + " documents kept");
    lost.clear();
    RepairReport report = CollectionRepair.repair(folder, lost::add);
    if (!report.allNamed()) {
      System.out.println("and documents whose ids cannot be read");
    }
    // @end
    assertTrue(printed.take().startsWith("1 segment, 1 documents kept\n"));
    assertTrue(Verifier.verify(folder).sound());
    try (VectorStore store = VectorStore.open(folder, embedder)) {
      assertTrue(store.get("parcels").isPresent());
    }
  }

  @Test
  void whatLuceneSaysBecomesASentence() throws IOException {
    cut("_0.cfs");
    // @start region="damage"
    try (var directory = FSDirectory.open(folder);
        var reader = DirectoryReader.open(directory)) {
      System.out.println(reader.numDocs());
    } catch (IOException e) {
      NearfieldException told = Damage.opening(folder, e);
      System.out.println(told.getMessage());
    }
    // @end
    String message = printed.take();
    assertTrue(message.contains("cannot be opened: file _0.cf"), message);
    assertTrue(message.contains("Run 'nearfield verify --collection " + folder), message);
  }

  @Test
  void documentsAreLookedAtOneByOne() {
    // @start region="check"
    CollectionCheck.Contents noSecrets =
        (manifest, block, faults) -> {
          if (block.document().text().contains("password")) {
            faults.add("text.whole", "holds a password.");
          }
        };
    Verification verification = CollectionCheck.full(folder, noSecrets);
    // @end
    assertTrue(verification.sound());
    assertEquals(2, verification.extent().documents());
  }

  private void cut(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Path file = files.filter(each -> each.endsWith(name)).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }
  }
}
