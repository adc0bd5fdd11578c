package dev.nearfield.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyTest {

  @ParameterizedTest
  @EnumSource
  void everyBuiltInIsFoundByItsWrittenName(Key.BuiltIn builtIn) {
    assertEquals(builtIn, Key.of(builtIn.toString()));
    assertEquals("$" + builtIn.name().toLowerCase(Locale.ROOT), builtIn.toString());
  }

  @Test
  void anUnknownBuiltInIsAnErrorThatNamesTheKnown() {
    var error = assertThrows(IllegalArgumentException.class, () -> Key.of("$sauce"));
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains("$sauce"), message);
    assertTrue(message.contains("$id, $title, $source, $created, $updated, $expires"), message);
  }

  @Test
  void aMetadataKeyIsTakenByItsName() {
    assertEquals(new Key.MetadataKey("$source"), Key.metadata("$source"));
    assertEquals(new Key.MetadataKey("source"), Key.of("source"));
    assertEquals(Key.BuiltIn.SOURCE, Key.SOURCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void aNameThatNoMetadataCanHaveIsRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> Key.metadata(name));
  }

  @Test
  void aNameLongerThanAnyMetadataKeyIsRefused() {
    assertEquals("k".repeat(256), Key.metadata("k".repeat(256)).toString());
    assertThrows(IllegalArgumentException.class, () -> Key.metadata("k".repeat(257)));
  }

  @Test
  void namesThatAreNotBareArePrintedInBackquotes() {
    assertEquals("a_B.c-1", Key.metadata("a_B.c-1").toString());
    assertEquals("`1a`", Key.metadata("1a").toString());
    assertEquals("`two words`", Key.metadata("two words").toString());
    assertEquals("`a``b`", Key.metadata("a`b").toString());
    assertEquals("`Between`", Key.metadata("Between").toString());
    assertEquals("`$id`", Key.metadata("$id").toString());
    assertEquals("`größe`", Key.metadata("größe").toString());
  }
}
