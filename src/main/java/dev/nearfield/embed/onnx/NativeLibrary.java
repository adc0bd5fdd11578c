package dev.nearfield.embed.onnx;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The native files that a library has in its jar for this platform.
 *
 * @param owner the class whose native methods they are
 * @param name what people call the library
 * @param title names a version of it for a platform, as part of a path
 * @param resources the folder in the jar
 * @param loaded the files, in the order in which they are to be loaded
 * @param beside files that must lie beside them
 */
record NativeLibrary(
    Class<?> owner,
    String name,
    String title,
    String resources,
    List<String> loaded,
    List<String> beside) {

  static NativeLibrary onnxRuntime(Platform platform) {
    Class<?> owner = OrtEnvironment.class;
    String resources = "/ai/onnxruntime/native/" + platform.forOnnxRuntime() + "/";
    return new NativeLibrary(
        owner,
        "ONNX Runtime",
        title("onnxruntime", owner.getPackage().getImplementationVersion(), platform),
        resources,
        Stream.of("onnxruntime", "onnxruntime4j_jni").map(System::mapLibraryName).toList(),
        Stream.of(System.mapLibraryName("onnxruntime_providers_shared"))
            .filter(file -> owner.getResource(resources + file) != null)
            .toList());
  }

  static NativeLibrary tokenizers(Platform platform) {
    Class<?> owner = TokenizersLibrary.class;
    String library = System.mapLibraryName("tokenizers");
    return new NativeLibrary(
        owner,
        "The tokenizers library",
        title("tokenizers", owner.getPackage().getSpecificationVersion(), platform),
        "/native/lib/" + platform.forTokenizers() + "/cpu/",
        platform.isWindows()
            ? List.of("libwinpthread-1.dll", "libgcc_s_seh-1.dll", "libstdc++-6.dll", library)
            : List.of(library),
        List.of());
  }

  private static String title(String library, @Nullable String version, Platform platform) {
    return library
        + (version == null ? "" : "-" + version)
        + "-"
        + platform.system()
        + "-"
        + platform.processor();
  }

  List<String> files() {
    return Stream.concat(loaded.stream(), beside.stream()).toList();
  }

  /** Whether the jar has the files for this platform. */
  boolean isBundled() {
    return loaded.stream().allMatch(this::bundles);
  }

  boolean bundles(String file) {
    return owner.getResource(resources + file) != null;
  }

  /**
   * Whether what this class loads is there for the owner: native code belongs to a class loader.
   */
  boolean isOfThisLoader() {
    return owner.getClassLoader() == NativeLibrary.class.getClassLoader();
  }

  PackedFile packed(String file) throws IOException {
    URL url = owner.getResource(resources + file);
    if (url == null) {
      throw new IOException(resources + file + " is not on the class path");
    }
    return PackedFile.of(url);
  }
}
