package dev.nearfield.eval.experiment;

import org.jspecify.annotations.Nullable;

/** A setting that is unknown, out of place, or of a wrong value; says which. */
final class WrongSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String key;

  WrongSettingException(String key, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.key = key;
  }

  /** The name of the setting. */
  String key() {
    return key;
  }
}
