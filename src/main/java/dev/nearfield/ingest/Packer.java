package dev.nearfield.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * Packs neighbouring units into spans up to the limit. Costs are added up to guess how many units
 * fit, and the whole is counted once to be sure.
 */
final class Packer {
  private final Budget budget;
  private final List<Unit> units;
  private final int overlap;

  Packer(Budget budget, List<Unit> units, int overlap) {
    this.budget = budget;
    this.units = units;
    this.overlap = overlap;
  }

  List<Span> pack() {
    var packed = new ArrayList<Span>();
    int done = 0;
    while (done < units.size()) {
      int first = overlapStart(done);
      int end = guessEnd(first, done);
      while (!budget.fits(span(first, end))) {
        if (end > done + 1) {
          end--;
        } else if (first < done) {
          first++;
        } else {
          break; // A unit fits by itself.
        }
      }
      packed.add(span(first, end));
      done = end;
    }
    return packed;
  }

  private Span span(int first, int end) {
    return new Span(units.get(first).span().start(), units.get(end - 1).span().end());
  }

  /** The first of the whole units just before {@code done} that the overlap and the next allow. */
  private int overlapStart(int done) {
    int room = Math.min(overlap, budget.max() - units.get(done).cost());
    int first = done;
    while (first > 0 && units.get(first - 1).whole() && units.get(first - 1).cost() <= room) {
      room -= units.get(--first).cost();
    }
    return first;
  }

  private int guessEnd(int first, int done) {
    int room = budget.max();
    for (int i = first; i < done; i++) {
      room -= units.get(i).cost();
    }
    int end = done;
    while (end < units.size() && units.get(end).cost() <= room) {
      room -= units.get(end++).cost();
    }
    return Math.max(end, done + 1);
  }
}
