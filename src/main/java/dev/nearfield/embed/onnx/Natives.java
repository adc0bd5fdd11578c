package dev.nearfield.embed.onnx;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.nearfield.model.EmbeddingException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native libraries of ONNX Runtime and of the tokenizers, each once, from the user's
 * cache. Where the application has said by the libraries' own properties from where they are to be
 * loaded, that is done instead.
 */
final class Natives {
  private static final String ONNX_RUNTIME_PATH = "onnxruntime.native.path";
  private static final List<String> ONNX_RUNTIME_PROPERTIES =
      List.of(
          ONNX_RUNTIME_PATH,
          "onnxruntime.native.onnxruntime.path",
          "onnxruntime.native.onnxruntime.skip",
          "onnxruntime.native.onnxruntime4j_jni.path",
          "onnxruntime.native.onnxruntime4j_jni.skip");
  private static final String TOKENIZERS_PATH = "RUST_LIBRARY_PATH";

  private static @Nullable OrtEnvironment environment;
  private static @Nullable TokenizersLibrary tokenizers;

  private Natives() {}

  /** ONNX Runtime, told to report nothing of its use. */
  static synchronized OrtEnvironment onnxRuntime() {
    OrtEnvironment loaded = environment;
    if (loaded == null) {
      try {
        loaded = loadOnnxRuntime();
        loaded.setTelemetry(false);
        environment = loaded;
      } catch (OrtException | RuntimeException | LinkageError e) {
        throw unavailable("ONNX Runtime", e);
      }
    }
    return loaded;
  }

  private static OrtEnvironment loadOnnxRuntime() {
    NativeLibrary library = NativeLibrary.onnxRuntime(Platform.current());
    if (ONNX_RUNTIME_PROPERTIES.stream().anyMatch(name -> System.getProperty(name) != null)
        || !library.isBundled()
        || isForGpus(library)) {
      return OrtEnvironment.getEnvironment();
    }
    try (NativeFolder folder = NativeFolder.load(library)) {
      return SystemProperty.during(
          ONNX_RUNTIME_PATH, folder.path(), OrtEnvironment::getEnvironment);
    }
  }

  /** The build with GPU providers unpacks them itself, and must find them beside its own files. */
  private static boolean isForGpus(NativeLibrary library) {
    return library.bundles(System.mapLibraryName("onnxruntime_providers_cuda"));
  }

  /** The functions of the tokenizers. */
  static synchronized TokenizersLibrary tokenizers() {
    TokenizersLibrary loaded = tokenizers;
    if (loaded == null) {
      try {
        loadTokenizers();
        loaded = TokenizersLibrary.LIB;
        tokenizers = loaded;
      } catch (RuntimeException | LinkageError e) {
        throw unavailable("The tokenizers library", e);
      }
    }
    return loaded;
  }

  private static void loadTokenizers() {
    NativeLibrary library = NativeLibrary.tokenizers(Platform.current());
    if (System.getenv(TOKENIZERS_PATH) != null
        || System.getProperty(TOKENIZERS_PATH) != null
        || !library.isBundled()) {
      LibUtils.checkStatus();
      return;
    }
    try (NativeFolder folder = NativeFolder.load(library)) {
      if (!library.isOfThisLoader()) {
        SystemProperty.during(
            TOKENIZERS_PATH,
            folder.path().resolve(library.loaded().getLast()),
            () -> {
              LibUtils.checkStatus();
              return folder;
            });
      }
    }
  }

  private static EmbeddingException unavailable(String library, Throwable cause) {
    return new EmbeddingException(
        library
            + " cannot be loaded on "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ": "
            + cause
            + ". Models run in this process on "
            + Platform.KNOWN
            + "; elsewhere take an embedder that asks a server, or give documents with their"
            + " vectors.",
        cause);
  }
}
