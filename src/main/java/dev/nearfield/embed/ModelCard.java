package dev.nearfield.embed;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.nearfield.model.EmbeddingException;
import dev.nearfield.model.ModelIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How a model is to be used: its files, and everything that its training fixed. Read from YAML, one
 * file a model; {@code config/models} has those that Nearfield knows.
 *
 * {@snippet class="dev.nearfield.examples.EmbeddingExamplesTest" region="card"}
 *
 * @param name the model's name, part of a collection's identity
 * @param onnx where the network is: {@code classpath:/name.onnx}, or a path relative to the card
 * @param tokenizer where the Hugging Face {@code tokenizer.json} is, likewise
 * @param sha256 the SHA-256 of the network's file, checked when it is loaded
 * @param dimension the number of components of an embedding
 * @param pooling how token vectors become one
 * @param normalize whether embeddings are scaled to length 1
 * @param queryPrefix put before a query
 * @param documentPrefix put before a document's text
 * @param tokenLimit the most tokens that the model is trained for, special tokens counted
 */
public record ModelCard(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) URI onnx,
    @JsonProperty(required = true) URI tokenizer,
    @JsonProperty(required = true) String sha256,
    @JsonProperty(required = true) int dimension,
    @JsonProperty(required = true) Pooling pooling,
    @JsonProperty(required = true) boolean normalize,
    @JsonProperty(required = true) String queryPrefix,
    @JsonProperty(required = true) String documentPrefix,
    @JsonProperty(required = true) int tokenLimit) {

  private static final String CLASS_PATH = "classpath";

  private static final ObjectReader READER =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(com.fasterxml.jackson.databind.MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build()
          .readerFor(ModelCard.class);

  public ModelCard {
    if (tokenLimit < 3) {
      throw new IllegalArgumentException("tokenLimit must be >= 3, got " + tokenLimit + ".");
    }
  }

  /**
   * A card that comes with Nearfield.
   *
   * @throws EmbeddingException when there is none of this name
   */
  public static ModelCard named(String name) {
    String resource = "models/" + name + ".yaml";
    try (InputStream in = ModelCard.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new EmbeddingException(
            "There is no model card named '"
                + name
                + "'. Known is all-minilm-l6-v2; for another model give the path of its card.");
      }
      return READER.readValue(in);
    } catch (IOException e) {
      throw new EmbeddingException("The model card " + resource + " cannot be read: " + e, e);
    }
  }

  /**
   * A card from a file; paths in it are relative to the file's folder.
   *
   * @throws EmbeddingException naming file, line and field, when it cannot be read
   */
  public static ModelCard read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return READER.<ModelCard>readValue(in).relativeTo(file.toAbsolutePath());
    } catch (JsonProcessingException e) {
      throw new EmbeddingException(
          "The model card "
              + file
              + " is wrong at line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new EmbeddingException("The model card " + file + " cannot be read: " + e, e);
    }
  }

  private ModelCard relativeTo(Path card) {
    return new ModelCard(
        name,
        resolve(card, onnx),
        resolve(card, tokenizer),
        sha256,
        dimension,
        pooling,
        normalize,
        queryPrefix,
        documentPrefix,
        tokenLimit);
  }

  private static URI resolve(Path card, URI location) {
    return location.getScheme() != null
        ? location
        : card.resolveSibling(location.getPath()).normalize().toUri();
  }

  /** The identity that a collection keeps of this model. */
  public ModelIdentity identity() {
    return new ModelIdentity(
        name,
        sha256,
        dimension,
        pooling.name().toLowerCase(Locale.ROOT),
        normalize,
        queryPrefix,
        documentPrefix,
        tokenLimit);
  }

  /**
   * The bytes behind a location of this card, from the class path or a file.
   *
   * @throws EmbeddingException when there is nothing there
   */
  public InputStream open(URI location) {
    try {
      if (!CLASS_PATH.equals(location.getScheme())) {
        return Files.newInputStream(Path.of(location));
      }
      InputStream in = ModelCard.class.getResourceAsStream(location.getPath());
      if (in == null) {
        throw new EmbeddingException(
            "The file "
                + location.getPath()
                + " of model "
                + name
                + " is not on the class path. Add the jar that holds the model.");
      }
      return in;
    } catch (IOException e) {
      throw new EmbeddingException(
          "The file " + location + " of model " + name + " cannot be read: " + e, e);
    }
  }
}
