package dev.nearfield.store;

import java.util.ArrayList;
import java.util.List;

/** Counts findings and keeps the first of them, so that a ruin does not fill the memory. */
final class Findings {
  static final int MOST = 100;

  private final List<Finding> first = new ArrayList<>();
  private long count;

  void add(Finding finding) {
    count++;
    if (first.size() < MOST) {
      first.add(finding);
    }
  }

  long count() {
    return count;
  }

  List<Finding> first() {
    return List.copyOf(first);
  }
}
