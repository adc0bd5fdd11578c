package dev.nearfield.search;

import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.search.Ranking.Scored;
import dev.nearfield.store.BlockReader;
import dev.nearfield.store.CollectionView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What happens to a ranking between the sides and the page of hits. */
final class Refinement {
  private final CollectionView view;
  private final BlockReader blocks;
  private final SearchRequest request;

  Refinement(CollectionView view, SearchRequest request) {
    this.view = view;
    this.blocks = view.blocks();
    this.request = request;
  }

  Ranking apply(Ranking ranking) {
    Ranking faded =
        request.recency() == null
            ? ranking
            : ranking.multiplied(chunk -> recencyFactor(chunk.doc()).orElse(1));
    Ranking good = faded.filter(chunk -> chunk.score() >= request.minimumScore());
    Ranking grouped = request.chunksEach() == 0 ? good : bestOfEach(good, request.chunksEach());
    if (request.sort() != null) {
      return sorted(grouped, request.sort());
    }
    return request.diversity() == null
        ? grouped
        : diverse(grouped, request.diversity(), request.offset() + request.limit());
  }

  /** What recency multiplies a chunk's score with; empty when it was not asked for. */
  OptionalDouble recencyFactor(int doc) {
    Recency recency = request.recency();
    if (recency == null) {
      return OptionalDouble.empty();
    }
    double age = Double.POSITIVE_INFINITY;
    for (MetadataValue value : blocks.values(doc, recency.key())) {
      if (value instanceof MetadataValue.InstantValue(Instant time)) {
        age = Duration.between(time, view.now()).toMillis() / 1000.0;
      }
    }
    return OptionalDouble.of(recency.factor(age));
  }

  private Ranking bestOfEach(Ranking ranking, int most) {
    Map<String, Integer> seen = new HashMap<>();
    return ranking.filter(
        chunk ->
            seen.merge(blocks.ranked(chunk.doc(), chunk.score()).documentId(), 1, Integer::sum)
                <= most);
  }

  private Ranking sorted(Ranking ranking, SortBy sort) {
    Map<Integer, Optional<MetadataValue>> values = new HashMap<>();
    for (Scored chunk : ranking.chunks()) {
      values.put(chunk.doc(), blocks.values(chunk.doc(), sort.key()).stream().findFirst());
    }
    Comparator<MetadataValue> order = sort.descending() ? ORDER.reversed() : ORDER;
    List<Scored> chunks = new ArrayList<>(ranking.chunks());
    chunks.sort(
        (one, other) -> {
          Optional<MetadataValue> left = values.getOrDefault(one.doc(), Optional.empty());
          Optional<MetadataValue> right = values.getOrDefault(other.doc(), Optional.empty());
          return left.isPresent() && right.isPresent()
              ? order.compare(left.get(), right.get())
              : Boolean.compare(left.isEmpty(), right.isEmpty());
        });
    return new Ranking(chunks);
  }

  private static final Comparator<MetadataValue> ORDER = Refinement::compare;

  private static int compare(MetadataValue one, MetadataValue other) {
    Object left = one.toObject();
    Object right = other.toObject();
    if (left instanceof Number a && right instanceof Number b) {
      return a instanceof Long x && b instanceof Long y
          ? x.compareTo(y)
          : Double.compare(a.doubleValue(), b.doubleValue());
    }
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    if (left instanceof Instant a && right instanceof Instant b) {
      return a.compareTo(b);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return a.compareTo(b);
    }
    return left.getClass().getName().compareTo(right.getClass().getName());
  }

  /** Maximal marginal relevance: relevant, and unlike what has been picked. */
  private Ranking diverse(Ranking ranking, double lambda, int wanted) {
    List<Scored> left = new ArrayList<>(ranking.chunks());
    if (left.isEmpty()) {
      return ranking;
    }
    double most = left.getFirst().score();
    double spread = most - left.getLast().score();
    Map<Integer, Embedding> embeddings = new HashMap<>();
    left.forEach(chunk -> embeddings.put(chunk.doc(), blocks.embedding(chunk.doc())));
    Map<Integer, Double> nearest = new HashMap<>();
    List<Scored> picked = new ArrayList<>();
    while (!left.isEmpty() && picked.size() < wanted) {
      Scored best =
          left.stream()
              .max(
                  Comparator.comparingDouble(
                      chunk -> {
                        double relevance = spread == 0 ? 1 : 1 - (most - chunk.score()) / spread;
                        double likeness = nearest.getOrDefault(chunk.doc(), 0.0);
                        return lambda * relevance - (1 - lambda) * likeness;
                      }))
              .orElseThrow();
      picked.add(best);
      left.remove(best);
      Embedding chosen = embedding(embeddings, best);
      for (Scored chunk : left) {
        nearest.merge(chunk.doc(), chosen.cosine(embedding(embeddings, chunk)), Math::max);
      }
    }
    return new Ranking(picked);
  }

  private static Embedding embedding(Map<Integer, Embedding> embeddings, Scored chunk) {
    Embedding embedding = embeddings.get(chunk.doc());
    if (embedding == null) {
      throw new InvalidInputException("A chunk without an embedding cannot be compared.");
    }
    return embedding;
  }
}
