package dev.nearfield.store;

import org.jspecify.annotations.Nullable;

/** Which Nearfield on which Lucene this is. */
final class Version {
  static final String STRING =
      "nearfield "
          + orDevelopment(Version.class.getPackage().getImplementationVersion())
          + ", lucene "
          + org.apache.lucene.util.Version.LATEST;

  private Version() {}

  private static String orDevelopment(@Nullable String version) {
    return version == null ? "development" : version;
  }
}
