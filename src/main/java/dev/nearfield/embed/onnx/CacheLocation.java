package dev.nearfield.embed.onnx;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where this user's unpacked files are kept: what the system property {@code nearfield.cache} or
 * the environment variable {@code NEARFIELD_CACHE} names, else {@code nearfield} in the folder that
 * the operating system has for caches.
 *
 * {@snippet class="dev.nearfield.examples.EmbeddingExamplesTest" region="cache"}
 */
public final class CacheLocation {
  static final String PROPERTY = "nearfield.cache";
  static final String VARIABLE = "NEARFIELD_CACHE";

  private static final String FOLDER = "nearfield";

  private CacheLocation() {}

  /**
   * The folder, which need not be there yet; empty when nothing is named and the user has no home
   * folder, as in some containers.
   */
  public static Optional<Path> current() {
    return of(System::getProperty, System::getenv, Platform.current());
  }

  static Optional<Path> of(
      Function<String, @Nullable String> properties,
      Function<String, @Nullable String> variables,
      Platform platform) {
    return named(properties.apply(PROPERTY))
        .or(() -> named(variables.apply(VARIABLE)))
        .or(
            () ->
                absolute(variables.apply("XDG_CACHE_HOME"))
                    .or(() -> ofSystem(properties, variables, platform))
                    .map(caches -> caches.resolve(FOLDER)));
  }

  private static Optional<Path> ofSystem(
      Function<String, @Nullable String> properties,
      Function<String, @Nullable String> variables,
      Platform platform) {
    Optional<Path> home = absolute(properties.apply("user.home"));
    if (platform.isWindows()) {
      return absolute(variables.apply("LOCALAPPDATA"))
          .or(() -> home.map(path -> path.resolve("AppData").resolve("Local")));
    }
    return home.map(
        path ->
            platform.isMac() ? path.resolve("Library").resolve("Caches") : path.resolve(".cache"));
  }

  private static Optional<Path> named(@Nullable String folder) {
    return folder == null || folder.isBlank()
        ? Optional.empty()
        : Optional.of(Path.of(folder).toAbsolutePath());
  }

  /** A relative path is no place for a cache: without a user's entry, Java's home folder is "?". */
  private static Optional<Path> absolute(@Nullable String folder) {
    try {
      return Optional.ofNullable(folder)
          .filter(name -> !name.isBlank())
          .map(Path::of)
          .filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
