package dev.nearfield.eval.report;

import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;

/** The version of this library, and the commit that it was built from. */
final class Build {
  private static final String FILE = "build.properties";

  private Build() {}

  static Optional<String> version() {
    return property("version");
  }

  /** Empty when it was built outside a clone. */
  static Optional<String> commit() {
    return property("commit");
  }

  private static Optional<String> property(String name) {
    try (InputStream in = Build.class.getResourceAsStream(FILE)) {
      if (in == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      properties.load(in);
      return Optional.of(properties.getProperty(name, "")).filter(value -> !value.isBlank());
    } catch (IOException e) {
      throw new StorageException("The jar of this library cannot be read: " + e, e);
    }
  }
}
