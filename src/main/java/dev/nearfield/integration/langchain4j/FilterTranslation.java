package dev.nearfield.integration.langchain4j;

import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.comparison.ContainsString;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThan;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotIn;
import dev.langchain4j.store.embedding.filter.logical.And;
import dev.langchain4j.store.embedding.filter.logical.Not;
import dev.langchain4j.store.embedding.filter.logical.Or;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;

/** LangChain4j's filters as Nearfield's. */
final class FilterTranslation {
  private FilterTranslation() {}

  /**
   * The filter that means the same.
   *
   * @throws UnsupportedOperationException for a class of filter that LangChain4j does not come with
   * @throws IllegalArgumentException for a key or value that a condition cannot have
   */
  static dev.nearfield.filter.Filter translate(Filter filter) {
    return switch (filter) {
      case IsEqualTo it -> Filters.eq(key(it.key()), it.comparisonValue());
      case IsNotEqualTo it -> Filters.ne(key(it.key()), it.comparisonValue());
      case IsGreaterThan it -> Filters.gt(key(it.key()), it.comparisonValue());
      case IsGreaterThanOrEqualTo it -> Filters.atLeast(key(it.key()), it.comparisonValue());
      case IsLessThan it -> Filters.lt(key(it.key()), it.comparisonValue());
      case IsLessThanOrEqualTo it -> Filters.atMost(key(it.key()), it.comparisonValue());
      case IsIn it -> Filters.in(key(it.key()), it.comparisonValues());
      case IsNotIn it -> Filters.notIn(key(it.key()), it.comparisonValues());
      case ContainsString it -> Filters.contains(key(it.key()), it.comparisonValue());
      case And it -> translate(it.left()).and(translate(it.right()));
      case Or it -> translate(it.left()).or(translate(it.right()));
      case Not it -> translate(it.expression()).negate();
      default ->
          throw new UnsupportedOperationException(
              "The filter "
                  + filter
                  + " is of "
                  + filter.getClass().getName()
                  + ", which Nearfield cannot look up in its index. Express it with the filters of"
                  + " MetadataFilterBuilder joined by and, or and not, or search the VectorStore"
                  + " itself with a filter of dev.nearfield.filter.Filters.");
    };
  }

  /** Names come from outside: one that starts with a dollar sign is a metadata key too. */
  private static Key key(String name) {
    return Key.metadata(name);
  }
}
