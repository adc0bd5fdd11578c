package dev.nearfield.cli;

import org.jspecify.annotations.Nullable;

/**
 * What a look at one thing showed.
 *
 * @param name what was looked at
 * @param status how it is
 * @param finding what was seen
 * @param next what to do about it; null when it is well
 */
record Check(String name, Status status, String finding, @Nullable String next) {
  enum Status {
    OK,
    WARN,
    FAIL
  }

  static Check ok(String name, String finding) {
    return new Check(name, Status.OK, finding, null);
  }

  static Check warn(String name, String finding, String next) {
    return new Check(name, Status.WARN, finding, next);
  }

  static Check fail(String name, String finding, String next) {
    return new Check(name, Status.FAIL, finding, next);
  }
}
