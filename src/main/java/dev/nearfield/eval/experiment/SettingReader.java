package dev.nearfield.eval.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings as names and values, from which each is taken once; what is left at the end is wrong.
 */
final class SettingReader {
  private final Map<String, String> left;

  SettingReader(Map<String, String> settings) {
    left = new LinkedHashMap<>(settings);
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(left.remove(key));
  }

  int whole(String key, int unlessGiven) {
    return read(key, Integer::valueOf, "a whole number", unlessGiven);
  }

  double number(String key, double unlessGiven) {
    return read(key, Double::valueOf, "a number", unlessGiven);
  }

  boolean yesOrNo(String key) {
    return choice(key, List.of("false", "true"), "false").equals("true");
  }

  <E extends Enum<E>> E oneOf(String key, E[] choices, E unlessGiven) {
    List<String> names = Stream.of(choices).map(SettingReader::name).toList();
    return choices[names.indexOf(choice(key, names, name(unlessGiven)))];
  }

  /** One of several words. */
  String choice(String key, List<String> choices, String unlessGiven) {
    String value = text(key).orElse(unlessGiven);
    if (!choices.contains(value)) {
      throw wrong(
          key, "must be one of " + String.join(", ", choices) + ", got '" + value + "'.", null);
    }
    return value;
  }

  private <T> T read(String key, Function<String, T> parse, String expected, T unlessGiven) {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      return unlessGiven;
    }
    try {
      return parse.apply(value.get());
    } catch (NumberFormatException e) {
      throw wrong(key, "must be " + expected + ", got '" + value.get() + "'.", e);
    }
  }

  /** Refuses what was not taken; {@code why} tells what there is instead. */
  void requireNoMore(Function<String, String> why) {
    if (!left.isEmpty()) {
      String key = left.keySet().iterator().next();
      throw new WrongSettingException(key, why.apply(key), null);
    }
  }

  /** What a value is made of, with the name of the setting in the error when it cannot be. */
  static <T> T made(String key, Made<T> value) {
    try {
      return value.make();
    } catch (WrongSettingException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new WrongSettingException(key, String.valueOf(e.getMessage()), e);
    }
  }

  interface Made<T> {
    T make();
  }

  static WrongSettingException wrong(String key, String what, @Nullable Throwable cause) {
    return new WrongSettingException(key, key + " " + what, cause);
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
