package dev.nearfield.embed.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CacheLocationTest {
  private static final Map<String, String> HOME = Map.of("user.home", "/home/ada");

  private static Optional<Path> location(
      String os, Map<String, String> properties, Map<String, String> variables) {
    return CacheLocation.of(properties::get, variables::get, Platform.of(os, "aarch64"));
  }

  private static Optional<Path> path(String path) {
    return Optional.of(Path.of(path));
  }

  @Test
  void thePropertyComesBeforeTheVariable() {
    assertEquals(
        path("/a"),
        location("Linux", Map.of("nearfield.cache", "/a"), Map.of("NEARFIELD_CACHE", "/b")));
    assertEquals(path("/b"), location("Linux", HOME, Map.of("NEARFIELD_CACHE", "/b")));
    assertEquals(
        path("/home/ada/.cache/nearfield"),
        location("Linux", HOME, Map.of("NEARFIELD_CACHE", " ")));
  }

  @Test
  void aNamedFolderMayBeRelative() {
    assertEquals(
        Optional.of(Path.of("build/cache").toAbsolutePath()),
        location("Linux", Map.of("nearfield.cache", "build/cache"), Map.of()));
  }

  @Test
  void elseItIsTheFolderOfTheSystem() {
    assertEquals(path("/home/ada/.cache/nearfield"), location("Linux", HOME, Map.of()));
    assertEquals(path("/home/ada/Library/Caches/nearfield"), location("Mac OS X", HOME, Map.of()));
    assertEquals(
        path("/local/nearfield"), location("Windows 11", HOME, Map.of("LOCALAPPDATA", "/local")));
    assertEquals(path("/home/ada/AppData/Local/nearfield"), location("Windows 11", HOME, Map.of()));
    assertEquals(
        path("/var/cache/ada/nearfield"),
        location("Linux", HOME, Map.of("XDG_CACHE_HOME", "/var/cache/ada")));
  }

  @Test
  void aRelativePathIsNoPlaceForACache() {
    assertEquals(
        path("/home/ada/.cache/nearfield"),
        location("Linux", HOME, Map.of("XDG_CACHE_HOME", "cache")));
    assertEquals(Optional.empty(), location("Linux", Map.of("user.home", "?"), Map.of()));
    assertEquals(Optional.empty(), location("Linux", Map.of(), Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x64, linux-x86_64",
    "Linux, aarch64, linux-aarch64, linux-aarch64",
    "Mac OS X, aarch64, osx-aarch64, osx-aarch64",
    "Windows Server 2022, amd64, win-x64, win-x86_64",
  })
  void theLibrariesBringNativesForThePlatformsThatAreNamed(
      String os, String arch, String onnxRuntime, String tokenizers) {
    Platform platform = Platform.of(os, arch);
    assertEquals(onnxRuntime, platform.forOnnxRuntime());
    assertEquals(tokenizers, platform.forTokenizers());
    String ending = platform.isWindows() ? ".dll" : platform.isMac() ? ".dylib" : ".so";
    String prefix = platform.isWindows() ? "" : "lib";
    for (String resource :
        new String[] {
          "/ai/onnxruntime/native/" + onnxRuntime + "/" + prefix + "onnxruntime4j_jni" + ending,
          "/native/lib/" + tokenizers + "/cpu/" + prefix + "tokenizers" + ending
        }) {
      assertNotNull(getClass().getResource(resource), resource);
    }
  }
}
