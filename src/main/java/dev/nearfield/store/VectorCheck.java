package dev.nearfield.store;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Looks at the vectors of one segment, member after member, in rising order. */
final class VectorCheck {
  private static final double LENGTH_TOLERANCE = 1e-3;
  private static final double COPY_TOLERANCE = 2 * Copies.DISTANCE;

  private final Manifest manifest;
  private final @Nullable FloatVectorValues vectors;
  private final KnnVectorValues.@Nullable DocIndexIterator positions;
  private final BinaryDocValues exact;
  private final @Nullable TermsEnum hashes;
  private @Nullable PostingsEnum postings;

  VectorCheck(LeafReader segment, Manifest manifest) throws IOException {
    this.manifest = manifest;
    this.vectors = segment.getFloatVectorValues(Fields.VECTOR);
    this.positions = vectors == null ? null : vectors.iterator();
    this.exact = DocValues.getBinary(segment, Fields.EXACT_VECTOR);
    Terms terms = segment.terms(Fields.VECTOR_HASH);
    this.hashes = terms == null ? null : terms.iterator();
  }

  /** What is wrong with a chunk's vector, or null. */
  @Nullable String faultOfChunk(int doc) throws IOException {
    float[] indexed = vector(doc);
    if (indexed == null) {
      return "is missing.";
    }
    String fault = fault(indexed);
    if (fault != null) {
      return fault;
    }
    float[] given = indexed;
    if (exact.advanceExact(doc)) {
      BytesRef bytes = exact.binaryValue();
      if (bytes.length != indexed.length * Float.BYTES) {
        return "has a copy of " + bytes.length + " bytes in '" + Fields.EXACT_VECTOR + "'.";
      }
      given = Copies.vector(bytes.bytes, bytes.offset, bytes.length);
      fault = fault(given);
      if (fault != null) {
        return "has a copy in '" + Fields.EXACT_VECTOR + "' that " + fault;
      }
      if (distance(given, indexed) > COPY_TOLERANCE * norm(given)) {
        return "is too far from its copy in '" + Fields.EXACT_VECTOR + "'.";
      }
    }
    return isHashed(doc, given)
        ? null
        : "is not what its hash in '" + Fields.VECTOR_HASH + "' was taken of.";
  }

  /** What is wrong with a document's vector, which it should not have, or null. */
  @Nullable String faultOfDocument(int doc) throws IOException {
    return vector(doc) == null ? null : "has a vector, and only its chunks should.";
  }

  private float @Nullable [] vector(int doc) throws IOException {
    if (vectors == null || positions == null) {
      return null;
    }
    if (positions.docID() < doc) {
      positions.advance(doc);
    }
    return positions.docID() == doc ? vectors.vectorValue(positions.index()) : null;
  }

  private @Nullable String fault(float[] vector) {
    int dimension = manifest.model().dimension();
    if (vector.length != dimension) {
      return "has "
          + vector.length
          + " dimensions, and those of the collection's model "
          + dimension
          + ".";
    }
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        return "has " + vector[i] + " as component " + i + ".";
      }
    }
    double norm = norm(vector);
    return switch (manifest.similarity()) {
      case COSINE -> norm > 0 ? null : "has length 0.";
      case DOT_PRODUCT ->
          Math.abs(norm - 1) <= LENGTH_TOLERANCE
              ? null
              : "has length " + (float) norm + ", and the model's vectors have length 1.";
    };
  }

  private boolean isHashed(int doc, float[] vector) throws IOException {
    if (hashes == null || !hashes.seekExact(new BytesRef(Copies.hash(vector)))) {
      return false;
    }
    postings = hashes.postings(postings, PostingsEnum.NONE);
    return postings.advance(doc) == doc;
  }

  private static double norm(float[] vector) {
    return distance(vector, new float[vector.length]);
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = (double) one[i] - other[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
