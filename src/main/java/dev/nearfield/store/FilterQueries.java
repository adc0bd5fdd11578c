package dev.nearfield.store;

import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Key;
import dev.nearfield.filter.Key.BuiltIn;
import dev.nearfield.filter.Key.MetadataKey;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.MetadataValue.BooleanValue;
import dev.nearfield.model.MetadataValue.DoubleValue;
import dev.nearfield.model.MetadataValue.InstantValue;
import dev.nearfield.model.MetadataValue.LongValue;
import dev.nearfield.model.MetadataValue.StringValue;
import dev.nearfield.model.MetadataValue.StringsValue;
import dev.nearfield.store.MetadataFields.Type;
import dev.nearfield.store.NumberRange.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import org.jspecify.annotations.Nullable;

/**
 * Filters as Lucene queries. Every member of a block carries what filters look at, so that one
 * query narrows a search of chunks, counts documents and deletes whole blocks.
 *
 * {@snippet class="dev.nearfield.examples.CollectionExamplesTest" region="lucene"}
 */
public final class FilterQueries {
  private FilterQueries() {}

  /** The query that matches the members of the blocks whose document satisfies the filter. */
  public static Query of(Filter filter) {
    Query query = translate(filter);
    requireFew(filter, query);
    return query;
  }

  private static Query translate(Filter filter) {
    return switch (filter) {
      case Filter.Equal(Key key, MetadataValue value) -> equal(key, value);
      case Filter.Compare(Key key, Filter.Operator operator, MetadataValue value) ->
          compare(key, operator, value);
      case Filter.Between(Key key, MetadataValue low, MetadataValue high) ->
          range(key, low, true, high, true);
      case Filter.In(Key key, List<MetadataValue> values) -> in(key, values);
      case Filter.Contains(Key key, String part) ->
          anyString(key, field -> new SubstringQuery(field, part));
      case Filter.StartsWith(Key key, String start) ->
          anyString(key, field -> new PrefixQuery(new Term(field, start)));
      case Filter.Has(Key key, String item) -> has(key, item);
      case Filter.Exists(Key key) -> exists(key);
      case Filter.And(List<Filter> filters) -> all(filters);
      case Filter.Or(List<Filter> filters) ->
          any(filters.stream().map(FilterQueries::translate).toList());
      case Filter.Not(Filter negated) -> not(translate(negated));
    };
  }

  private static Query equal(Key key, MetadataValue value) {
    return switch (value) {
      case StringValue(String string) ->
          anyString(key, field -> new TermQuery(new Term(field, string)));
      case LongValue(long number) -> numbers(key, range(number, number));
      case DoubleValue(double number) -> numbers(key, range(number, number));
      case BooleanValue(boolean flag) ->
          new TermQuery(new Term(metadata(key, Type.BOOLEAN), Boolean.toString(flag)));
      case InstantValue instant -> LongField.newExactQuery(instantField(key), instant.micros());
      case StringsValue list -> throw noList(list);
    };
  }

  private static NumberRange range(Number low, Number high) {
    return new NumberRange(Bound.of(low, true), Bound.of(high, true));
  }

  private static Query compare(Key key, Filter.Operator operator, MetadataValue value) {
    return switch (operator) {
      case LESS -> range(key, null, true, value, false);
      case AT_MOST -> range(key, null, true, value, true);
      case GREATER -> range(key, value, false, null, true);
      case AT_LEAST -> range(key, value, true, null, true);
    };
  }

  /** From low to high; null leaves an end open. */
  private static Query range(
      Key key,
      @Nullable MetadataValue low,
      boolean lowIncluded,
      @Nullable MetadataValue high,
      boolean highIncluded) {
    MetadataValue kind = low == null ? high : low;
    return switch (kind) {
      case StringValue string ->
          anyString(
              key,
              field ->
                  new TermRangeQuery(field, bytes(low), bytes(high), lowIncluded, highIncluded));
      case LongValue number -> numbers(key, range(low, lowIncluded, high, highIncluded));
      case DoubleValue number -> numbers(key, range(low, lowIncluded, high, highIncluded));
      case InstantValue instant -> instants(key, low, lowIncluded, high, highIncluded);
      case BooleanValue flag ->
          throw new IllegalArgumentException("A boolean has no order, got " + flag.value() + ".");
      case StringsValue list -> throw noList(list);
      case null -> throw new IllegalArgumentException("A range must have an end.");
    };
  }

  private static NumberRange range(
      @Nullable MetadataValue low,
      boolean lowIncluded,
      @Nullable MetadataValue high,
      boolean highIncluded) {
    return new NumberRange(
        low == null ? NumberRange.LOWEST : Bound.of((Number) low.toObject(), lowIncluded),
        high == null ? NumberRange.HIGHEST : Bound.of((Number) high.toObject(), highIncluded));
  }

  private static Query instants(
      Key key,
      @Nullable MetadataValue low,
      boolean lowIncluded,
      @Nullable MetadataValue high,
      boolean highIncluded) {
    String field = instantField(key);
    long first = low instanceof InstantValue from ? from.micros() : Long.MIN_VALUE;
    long last = high instanceof InstantValue to ? to.micros() : Long.MAX_VALUE;
    if ((!lowIncluded && first == Long.MAX_VALUE) || (!highIncluded && last == Long.MIN_VALUE)) {
      return new MatchNoDocsQuery("no instant of " + field + " is in the range");
    }
    return LongField.newRangeQuery(
        field, lowIncluded ? first : first + 1, highIncluded ? last : last - 1);
  }

  private static @Nullable BytesRef bytes(@Nullable MetadataValue value) {
    return value instanceof StringValue(String string) ? new BytesRef(string) : null;
  }

  private static Query in(Key key, List<MetadataValue> values) {
    List<BytesRef> strings = new ArrayList<>();
    NumberSet numbers = new NumberSet();
    List<Query> others = new ArrayList<>();
    for (MetadataValue value : values) {
      switch (value) {
        case StringValue(String string) -> strings.add(new BytesRef(string));
        case LongValue(long number) -> numbers.add(number);
        case DoubleValue(double number) -> numbers.add(number);
        case BooleanValue flag -> others.add(equal(key, flag));
        case InstantValue instant -> others.add(equal(key, instant));
        case StringsValue list -> throw noList(list);
      }
    }
    if (!strings.isEmpty()) {
      others.add(anyString(key, field -> new TermInSetQuery(field, strings)));
    }
    if (!numbers.isEmpty()) {
      others.add(numbers.onLongs(metadata(key, Type.LONG)));
      others.add(numbers.onDoubles(metadata(key, Type.DOUBLE)));
    }
    return any(others);
  }

  private static Query has(Key key, String item) {
    return key instanceof MetadataKey
        ? new TermQuery(new Term(metadata(key, Type.STRINGS), item))
        : new MatchNoDocsQuery(key + " holds no list");
  }

  private static Query exists(Key key) {
    return switch (key) {
      case BuiltIn builtIn -> new FieldExistsQuery(field(builtIn));
      case MetadataKey(String name) ->
          any(
              Stream.of(Type.values())
                  .filter(type -> type != Type.NO_STRINGS)
                  .<Query>map(type -> new FieldExistsQuery(MetadataFields.name(type, name)))
                  .toList());
    };
  }

  /** A condition on a string field, or on any item of a list. */
  private static Query anyString(Key key, Function<String, Query> condition) {
    return switch (key) {
      case BuiltIn builtIn -> condition.apply(field(builtIn));
      case MetadataKey(String name) ->
          any(
              List.of(
                  condition.apply(MetadataFields.name(Type.STRING, name)),
                  condition.apply(MetadataFields.name(Type.STRINGS, name))));
    };
  }

  private static Query numbers(Key key, NumberRange range) {
    return any(
        List.of(
            range.onLongs(metadata(key, Type.LONG)), range.onDoubles(metadata(key, Type.DOUBLE))));
  }

  private static String instantField(Key key) {
    return key instanceof BuiltIn builtIn ? field(builtIn) : metadata(key, Type.INSTANT);
  }

  private static String metadata(Key key, Type type) {
    if (key instanceof MetadataKey(String name)) {
      return MetadataFields.name(type, name);
    }
    throw new IllegalArgumentException(key + " holds no " + type + ".");
  }

  private static String field(BuiltIn builtIn) {
    return switch (builtIn) {
      case ID -> Fields.ID;
      case TITLE -> Fields.EXACT_TITLE;
      case SOURCE -> Fields.SOURCE;
      case CREATED -> Fields.CREATED;
      case UPDATED -> Fields.UPDATED;
      case EXPIRES -> Fields.EXPIRES;
    };
  }

  private static Query all(List<Filter> filters) {
    requireBuildable(filters.size());
    var all = new BooleanQuery.Builder();
    filters.forEach(filter -> all.add(translate(filter), Occur.FILTER));
    return all.build();
  }

  private static Query any(List<Query> queries) {
    if (queries.size() == 1) {
      return queries.getFirst();
    }
    requireBuildable(queries.size());
    var any = new BooleanQuery.Builder();
    queries.forEach(query -> any.add(query, Occur.SHOULD));
    return new ConstantScoreQuery(any.build());
  }

  private static void requireBuildable(int clauses) {
    if (clauses > IndexSearcher.getMaxClauseCount()) {
      throw new InvalidInputException(
          "The filter has "
              + clauses
              + " conditions side by side, and at most "
              + IndexSearcher.getMaxClauseCount() / 2
              + " are taken. Use IN with a list of strings or numbers, or several requests.");
    }
  }

  private static Query not(Query query) {
    return new BooleanQuery.Builder()
        .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
        .add(query, Occur.MUST_NOT)
        .build();
  }

  /**
   * Lucene counts the conditions of a query and refuses too many, but of a deletion only when it is
   * too late; half of its limit leaves room for what a filter is put together with.
   */
  private static void requireFew(Filter filter, Query query) {
    int most = IndexSearcher.getMaxClauseCount() / 2;
    AtomicInteger conditions = new AtomicInteger();
    query.visit(
        new QueryVisitor() {
          @Override
          public void visitLeaf(Query leaf) {
            conditions.incrementAndGet();
          }

          @Override
          public void consumeTerms(Query leaf, Term... terms) {
            conditions.addAndGet(terms.length);
          }

          @Override
          public void consumeTermsMatching(
              Query leaf, String field, Supplier<ByteRunAutomaton> automaton) {
            conditions.incrementAndGet();
          }

          @Override
          public QueryVisitor getSubVisitor(Occur occur, Query parent) {
            return this;
          }
        });
    if (conditions.get() > most) {
      throw tooMany(filter, conditions.get(), most);
    }
  }

  private static InvalidInputException tooMany(Filter filter, int conditions, int most) {
    String text = filter.toString();
    return new InvalidInputException(
        "The filter "
            + text.substring(0, Math.min(60, text.length()))
            + (text.length() > 60 ? "…" : "")
            + " comes to "
            + conditions
            + " conditions, and at most "
            + most
            + " are taken. Use IN with a list of strings or numbers, or several requests.");
  }

  private static IllegalArgumentException noList(StringsValue list) {
    return new IllegalArgumentException(
        "A filter compares with single values, and not with the list " + list.value() + ".");
  }
}
