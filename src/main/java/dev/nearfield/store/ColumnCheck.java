package dev.nearfield.store;

import dev.nearfield.filter.Key;
import dev.nearfield.filter.Key.BuiltIn;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.MetadataValue.DoubleValue;
import dev.nearfield.model.MetadataValue.StringsValue;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedNumericDocValues;
import org.jspecify.annotations.Nullable;

/**
 * Compares what filters and facets read of the members of one segment with what is stored in the
 * document, block after block in rising order.
 */
final class ColumnCheck {
  private final Map<Key, KeyValues> columns = new LinkedHashMap<>();
  private final SortedNumericDocValues words;

  ColumnCheck(LeafReader segment) throws IOException {
    for (Key key : keys(segment)) {
      columns.put(key, new KeyValues(segment, key));
    }
    this.words = DocValues.getSortedNumeric(segment, Fields.WORDS);
  }

  private static Set<Key> keys(LeafReader segment) {
    Set<Key> keys = new HashSet<>();
    for (FieldInfo field : segment.getFieldInfos()) {
      if (field.name.startsWith(Fields.METADATA)) {
        keys.add(Key.metadata(MetadataFields.key(field.name)));
      }
    }
    keys.addAll(List.of(BuiltIn.values()));
    return keys;
  }

  /**
   * @param members the chunks of the document and itself, by their numbers in the segment
   * @param faults takes the field and what is wrong with it
   */
  void check(SourceDocument document, List<Integer> members, BiConsumer<String, String> faults)
      throws IOException {
    Set<Key> wrong = new HashSet<>();
    for (int member : members) {
      for (Map.Entry<Key, KeyValues> column : columns.entrySet()) {
        Key key = column.getKey();
        Set<MetadataValue> expected = stored(document, key);
        Set<MetadataValue> indexed = Set.copyOf(column.getValue().of(member));
        if (!indexed.equals(expected) && wrong.add(key)) {
          faults.accept(
              key.toString(),
              "filters see " + shown(indexed) + " and stored is " + shown(expected));
        }
      }
    }
    int last = members.getLast();
    long counted = words.advanceExact(last) ? words.nextValue() : -1;
    if (counted != document.wordCount()) {
      faults.accept(
          Fields.WORDS, "says " + counted + ", and the text has " + document.wordCount() + ".");
    }
  }

  private static Set<MetadataValue> stored(SourceDocument document, Key key) {
    return switch (key) {
      case BuiltIn builtIn ->
          switch (builtIn) {
            case ID -> values(document.id());
            case TITLE -> values(document.title());
            case SOURCE -> values(document.source());
            case CREATED -> values(document.created());
            case UPDATED -> values(document.updated());
            case EXPIRES -> values(document.expires());
          };
      case Key.MetadataKey(String name) -> values(document.metadata().asMap().get(name));
    };
  }

  private static Set<MetadataValue> values(@Nullable Object value) {
    return switch (value) {
      case null -> Set.of();
      case StringsValue(List<String> strings) ->
          strings.stream().map(MetadataValue::of).collect(Collectors.toSet());
      case DoubleValue(double number) -> Set.of(new DoubleValue(number + 0.0));
      default -> Set.of(MetadataValue.of(value));
    };
  }

  private static String shown(Set<MetadataValue> values) {
    return values.isEmpty()
        ? "nothing"
        : values.stream().map(value -> "" + value.toObject()).sorted().toList().toString();
  }
}
