package dev.nearfield.model;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The answer to a search, best hit first.
 *
 * {@snippet class="dev.nearfield.examples.SearchExamplesTest" region="hits"}
 *
 * @param list the hits
 * @param complete false when the request ran out of time or was cancelled, so that these are the
 *     best of what had been looked at
 */
public record Hits(List<Hit> list, boolean complete) implements Iterable<Hit> {
  public Hits {
    list = List.copyOf(list);
  }

  /** The number of hits returned. */
  public int size() {
    return list.size();
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return list.isEmpty();
  }

  /** The best hit. */
  public Hit first() {
    return list.getFirst();
  }

  /** The hits as a stream. */
  public Stream<Hit> stream() {
    return list.stream();
  }

  @Override
  public Iterator<Hit> iterator() {
    return list.iterator();
  }
}
