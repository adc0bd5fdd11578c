package dev.nearfield.search;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Fields;
import dev.nearfield.store.VectorEncoding;
import java.io.IOException;
import java.util.OptionalInt;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;

/** How far a search walks along the graph. */
final class Effort {
  /** Of so few vectors any recall is had by comparing with all. */
  private static final int FEW_VECTORS = 10_000;

  /**
   * A graph search compares with about this many vectors for each chunk that it is asked for;
   * below, comparing with all is cheaper.
   */
  private static final int COMPARED_FOR_EACH = 10;

  private Effort() {}

  /**
   * How many chunks the graph is asked for so that the request gets as many as it wants.
   *
   * @param limit how many it wants
   * @return empty for comparing with every vector
   * @throws InvalidInputException when it is told by a recall, and the collection is not calibrated
   */
  static OptionalInt explored(CollectionView view, SearchRequest request, int limit)
      throws IOException {
    if (request.exact()) {
      return OptionalInt.empty();
    }
    Double recall = request.recall();
    OptionalInt explored =
        recall == null ? OptionalInt.of(asked(view, limit)) : calibrated(view, recall, limit);
    return explored.isPresent() && paysOff(view, explored.getAsInt())
        ? explored
        : OptionalInt.empty();
  }

  /** Whether the graph compares with fewer vectors than there are. */
  static boolean paysOff(CollectionView view, int explored) throws IOException {
    long compared = (long) COMPARED_FOR_EACH * explored;
    return compared < Integer.MAX_VALUE && hasMore(view, (int) compared);
  }

  private static int asked(CollectionView view, int wanted) throws IOException {
    return view.encodings().stream()
        .mapToInt((VectorEncoding encoding) -> encoding.asked(wanted))
        .max()
        .orElse(wanted);
  }

  private static OptionalInt calibrated(CollectionView view, double recall, int limit)
      throws IOException {
    var curve = RecallCurve.of(view.manifest().calibration());
    if (curve.isPresent()) {
      return curve.get().explored(recall, limit);
    }
    if (hasMore(view, FEW_VECTORS)) {
      throw new InvalidInputException(
          "The collection is not calibrated, so nobody knows how far to search for a recall of "
              + recall
              + ". Calibrate it once with 'nearfield calibrate' or VectorStore.calibrate; or set"
              + " candidates instead, or search exactly.");
    }
    return OptionalInt.empty();
  }

  /** Counts no further than needed. */
  private static boolean hasMore(CollectionView view, int few) throws IOException {
    IndexReader reader = view.searcher().getIndexReader();
    int vectors = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      var values = leaf.reader().getFloatVectorValues(Fields.VECTOR);
      vectors += values == null ? 0 : values.size();
      if (vectors > few) {
        return true;
      }
    }
    return false;
  }
}
