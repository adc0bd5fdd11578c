package dev.nearfield.search;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/**
 * The sum of the scores of any number of queries. Lucene limits the clauses of a query by a static
 * that belongs to the whole JVM and so to the host application; here the clauses stand in groups
 * below that limit, and the query counts as one clause.
 */
final class UnboundedDisjunction extends Query {
  private final List<Query> clauses;

  UnboundedDisjunction(List<Query> clauses) {
    this.clauses = List.copyOf(clauses);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost)
      throws IOException {
    return grouped(clauses).createWeight(searcher, scoreMode, boost);
  }

  private static Query grouped(List<Query> clauses) {
    int limit = IndexSearcher.getMaxClauseCount();
    var group = new BooleanQuery.Builder();
    if (clauses.size() <= limit) {
      clauses.forEach(clause -> group.add(clause, Occur.SHOULD));
      return group.build();
    }
    int part = (clauses.size() + limit - 1) / limit;
    for (int from = 0; from < clauses.size(); from += part) {
      group.add(
          grouped(clauses.subList(from, Math.min(from + part, clauses.size()))), Occur.SHOULD);
    }
    return group.build();
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "any of " + clauses.size() + " clauses";
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other) && clauses.equals(((UnboundedDisjunction) other).clauses);
  }

  @Override
  public int hashCode() {
    return Objects.hash(classHash(), clauses);
  }
}
