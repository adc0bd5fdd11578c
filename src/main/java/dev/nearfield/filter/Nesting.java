package dev.nearfield.filter;

import java.util.ArrayList;
import java.util.List;

/** Keeps the tree of a filter shallow, so that no walk over it can exhaust the stack. */
final class Nesting {
  private Nesting() {}

  /** The filters of an and inside an and, or of an or inside an or, taken up one level. */
  static List<Filter> flatten(String word, Class<? extends Filter> type, List<Filter> filters) {
    var flat = new ArrayList<Filter>(filters.size());
    for (Filter filter : filters) {
      if (type.isInstance(filter)) {
        flat.addAll(children(filter));
      } else {
        flat.add(filter);
      }
    }
    if (flat.size() < 2) {
      throw new IllegalArgumentException(
          word + " joins at least two filters, got " + flat.size() + ".");
    }
    return checked(flat);
  }

  static List<Filter> checked(List<Filter> children) {
    int deepest = 1 + deepest(children);
    if (deepest > Filter.MAX_NESTING) {
      throw new IllegalArgumentException(tooDeep());
    }
    return List.copyOf(children);
  }

  static String tooDeep() {
    return "A filter nests at most "
        + Filter.MAX_NESTING
        + " levels of and, or, not and parentheses, and this one nests more. Flatten it: join"
        + " conditions side by side, or list values with in.";
  }

  private static int deepest(List<Filter> filters) {
    int deepest = 0;
    for (Filter filter : filters) {
      List<Filter> children = children(filter);
      if (!children.isEmpty()) {
        deepest = Math.max(deepest, 1 + deepest(children));
      }
    }
    return deepest;
  }

  private static List<Filter> children(Filter filter) {
    if (filter instanceof Filter.And(List<Filter> filters)) {
      return filters;
    }
    if (filter instanceof Filter.Or(List<Filter> filters)) {
      return filters;
    }
    return filter instanceof Filter.Not(Filter negated) ? List.of(negated) : List.of();
  }
}
