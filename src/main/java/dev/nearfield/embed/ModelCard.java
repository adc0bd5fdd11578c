package dev.nearfield.embed;

import dev.nearfield.model.EmbeddingException;
import dev.nearfield.model.ModelIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
    String name,
    URI onnx,
    URI tokenizer,
    String sha256,
    int dimension,
    Pooling pooling,
    boolean normalize,
    String queryPrefix,
    String documentPrefix,
    int tokenLimit) {

  private static final String CLASS_PATH = "classpath";

  private static final List<String> FIELDS =
      Stream.of(ModelCard.class.getRecordComponents()).map(RecordComponent::getName).toList();

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
                + "'. Known are "
                + String.join(", ", KnownModels.names())
                + "; for another model give the path of its card.");
      }
      return read(resource, in);
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
      return read(file.toString(), in).relativeTo(file.toAbsolutePath());
    } catch (IOException e) {
      throw new EmbeddingException("The model card " + file + " cannot be read: " + e, e);
    }
  }

  private static ModelCard read(String source, InputStream in) {
    CardFields fields = CardFields.read(source, in, FIELDS);
    try {
      return new ModelCard(
          fields.text("name"),
          URI.create(fields.text("onnx")),
          URI.create(fields.text("tokenizer")),
          fields.text("sha256"),
          fields.wholeNumber("dimension"),
          fields.oneOf("pooling", Pooling.values()),
          fields.yesOrNo("normalize"),
          fields.text("queryPrefix"),
          fields.text("documentPrefix"),
          fields.wholeNumber("tokenLimit"));
    } catch (IllegalArgumentException e) {
      throw new EmbeddingException("The model card " + source + " is wrong: " + e.getMessage(), e);
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
   * Where a location of this card is: in the class path or a file.
   *
   * @throws EmbeddingException when there is nothing there
   */
  public URL locate(URI location) {
    try {
      if (!CLASS_PATH.equals(location.getScheme())) {
        return existing(Path.of(location)).toUri().toURL();
      }
      URL url = ModelCard.class.getResource(location.getPath());
      if (url == null) {
        throw new EmbeddingException(
            "The file "
                + location.getPath()
                + " of model "
                + name
                + " is not on the class path. "
                + KnownModels.artifact(name)
                    .map(artifact -> "Add the artifact " + artifact + " to the build.")
                    .orElse("Add the jar that holds the model."));
      }
      return url;
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  private static Path existing(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return file;
  }

  /**
   * The bytes behind a location of this card, from the class path or a file.
   *
   * @throws EmbeddingException when there is nothing there
   */
  public InputStream open(URI location) {
    try {
      URLConnection connection = locate(location).openConnection();
      connection.setUseCaches(false); // or the jar would stay open for as long as the process runs
      return connection.getInputStream();
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  private EmbeddingException unreadable(URI location, IOException e) {
    return new EmbeddingException(
        "The file " + location + " of model " + name + " cannot be read: " + e, e);
  }
}
