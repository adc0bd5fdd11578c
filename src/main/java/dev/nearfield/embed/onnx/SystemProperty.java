package dev.nearfield.embed.onnx;

import java.nio.file.Path;
import java.util.function.Supplier;

/** A system property that is another for as long as one piece of work takes. */
final class SystemProperty {
  private SystemProperty() {}

  static <T> T during(String name, Path value, Supplier<T> work) {
    String before = System.setProperty(name, value.toString());
    try {
      return work.get();
    } finally {
      if (before == null) {
        System.clearProperty(name);
      } else {
        System.setProperty(name, before);
      }
    }
  }
}
