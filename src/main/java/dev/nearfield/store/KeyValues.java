package dev.nearfield.store;

import dev.nearfield.filter.Key;
import dev.nearfield.filter.Key.BuiltIn;
import dev.nearfield.filter.Key.MetadataKey;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.store.MetadataFields.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.NumericUtils;

/** Reads the values of one key from the doc values of one segment, in the order of documents. */
final class KeyValues {
  private final List<Source> sources = new ArrayList<>();

  /** Adds what one field says of a document. */
  @FunctionalInterface
  private interface Source {
    void addTo(List<MetadataValue> values, int doc) throws IOException;
  }

  KeyValues(LeafReader segment, Key key) throws IOException {
    switch (key) {
      case MetadataKey(String name) -> {
        for (Type type : Type.values()) {
          addMetadata(segment, type, MetadataFields.name(type, name));
        }
      }
      case BuiltIn builtIn -> addBuiltIn(segment, builtIn);
    }
  }

  private void addBuiltIn(LeafReader segment, BuiltIn builtIn) throws IOException {
    switch (builtIn) {
      case ID -> {
        SortedDocValues ids = DocValues.getSorted(segment, Fields.ID);
        sources.add(
            (values, doc) -> {
              if (ids.advanceExact(doc)) {
                values.add(MetadataValue.of(ids.lookupOrd(ids.ordValue()).utf8ToString()));
              }
            });
      }
      case TITLE -> addStrings(segment, Fields.EXACT_TITLE);
      case SOURCE -> addStrings(segment, Fields.SOURCE);
      case CREATED -> addNumbers(segment, Fields.CREATED, KeyValues::instant);
      case UPDATED -> addNumbers(segment, Fields.UPDATED, KeyValues::instant);
      case EXPIRES -> addNumbers(segment, Fields.EXPIRES, KeyValues::instant);
    }
  }

  private void addMetadata(LeafReader segment, Type type, String field) throws IOException {
    switch (type) {
      case STRING, STRINGS -> addStrings(segment, field);
      case BOOLEAN -> addBooleans(segment, field);
      case LONG -> addNumbers(segment, field, MetadataValue.LongValue::new);
      case DOUBLE ->
          addNumbers(
              segment,
              field,
              bits -> new MetadataValue.DoubleValue(NumericUtils.sortableLongToDouble(bits)));
      case INSTANT -> addNumbers(segment, field, KeyValues::instant);
      case NO_STRINGS -> {}
    }
  }

  private static MetadataValue instant(long micros) {
    return new MetadataValue.InstantValue(MetadataFields.instant(micros));
  }

  private void addStrings(LeafReader segment, String field) throws IOException {
    SortedSetDocValues strings = DocValues.getSortedSet(segment, field);
    sources.add(
        (values, doc) -> {
          if (strings.advanceExact(doc)) {
            for (int i = 0; i < strings.docValueCount(); i++) {
              values.add(MetadataValue.of(strings.lookupOrd(strings.nextOrd()).utf8ToString()));
            }
          }
        });
  }

  private void addBooleans(LeafReader segment, String field) throws IOException {
    SortedSetDocValues flags = DocValues.getSortedSet(segment, field);
    sources.add(
        (values, doc) -> {
          if (flags.advanceExact(doc)) {
            String flag = flags.lookupOrd(flags.nextOrd()).utf8ToString();
            values.add(new MetadataValue.BooleanValue(Boolean.parseBoolean(flag)));
          }
        });
  }

  private void addNumbers(LeafReader segment, String field, LongFunction<MetadataValue> toValue)
      throws IOException {
    SortedNumericDocValues numbers = DocValues.getSortedNumeric(segment, field);
    sources.add(
        (values, doc) -> {
          if (numbers.advanceExact(doc)) {
            values.add(toValue.apply(numbers.nextValue()));
          }
        });
  }

  /** The values of a document of this segment; documents must be asked for in rising order. */
  List<MetadataValue> of(int doc) throws IOException {
    List<MetadataValue> values = new ArrayList<>();
    for (Source source : sources) {
      source.addTo(values, doc);
    }
    return values;
  }
}
