package dev.nearfield.store;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which members of the index are documents: the last of each block. One a store, for its cache. */
final class Parents {
  private final QueryBitSetProducer producer =
      new QueryBitSetProducer(new FieldExistsQuery(Fields.PARENT));

  Query query() {
    return producer.getQuery();
  }

  QueryBitSetProducer producer() {
    return producer;
  }

  /** The documents of a segment, or null when it has none. */
  @Nullable BitSet of(LeafReaderContext leaf) throws IOException {
    return producer.getBitSet(leaf);
  }
}
