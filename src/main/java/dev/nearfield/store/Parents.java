package dev.nearfield.store;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which entries of the index are the last of their block. One a store, for its cache. */
final class Parents {
  private final QueryBitSetProducer producer =
      new QueryBitSetProducer(new FieldExistsQuery(Fields.PARENT));

  QueryBitSetProducer producer() {
    return producer;
  }

  /** The documents of a segment, or null when it has none. */
  @Nullable BitSet of(LeafReaderContext leaf) throws IOException {
    return producer.getBitSet(leaf);
  }
}
