package dev.nearfield.eval.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.eval.Interval;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.SystemPair;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.eval.TestResult;
import dev.nearfield.model.ModelIdentity;
import java.util.List;
import java.util.OptionalInt;

/** A report as one JSON object; its members are on the page about comparisons. */
final class JsonReport {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final ComparisonReport report;

  JsonReport(ComparisonReport report) {
    this.report = report;
  }

  String text() {
    ObjectNode root = JSON.createObjectNode();
    root.put("dataset", report.evaluation().dataset());
    root.put("split", report.evaluation().split());
    root.put("documents", report.evaluation().documents());
    root.put("queries", report.evaluation().queries());
    root.put("measure", report.comparison().measure().toString());
    root.put("baseline", report.comparison().baseline());
    ArrayNode findings = root.putArray("findings");
    report.findings().forEach(findings::add);
    ArrayNode systems = root.putArray("systems");
    report.evaluation().results().forEach(result -> put(systems.addObject(), result));
    ArrayNode pairs = root.putArray("comparisons");
    report.comparison().pairs().forEach(pair -> put(pairs.addObject(), pair));
    put(root.putArray("changedQueries"), report.changes());
    put(root.putObject("failures"), report.failures());
    put(root.putObject("provenance"), report.provenance());
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A report cannot be written as JSON.", e);
    }
  }

  private void put(ObjectNode object, SystemResult result) {
    Measure compared = report.comparison().measure();
    object.put("name", result.system());
    ObjectNode settings = object.putObject("settings");
    result.settings().forEach(settings::put);
    ObjectNode measures = object.putObject("measures");
    for (Measure measure : result.scores().measures()) {
      measures.put(measure.toString(), result.scores().mean(measure));
    }
    put(object.putArray("interval"), Interval.ofMean(SystemRow.values(result, compared)));
    ObjectNode latency = object.putObject("latencyMs");
    latency.put("p50", result.latency().p50());
    latency.put("p99", result.latency().p99());
    object.put("selfHitsDropped", result.selfHits());
    ObjectNode perQuery = object.putObject("perQuery");
    result.scores().perQuery(compared).forEach(perQuery::put);
  }

  private static void put(ArrayNode array, Interval interval) {
    array.add(interval.low()).add(interval.high());
  }

  private static void put(ObjectNode object, SystemPair pair) {
    object.put("first", pair.first());
    object.put("second", pair.second());
    object.put("difference", pair.difference());
    put(object.putArray("interval"), pair.interval());
    object.put("wins", pair.wins());
    object.put("ties", pair.ties());
    object.put("losses", pair.losses());
    put(object.putObject("randomisation"), pair.randomisation());
    put(object.putObject("student"), pair.student());
    object.put("significant", pair.isSignificant());
  }

  private static void put(ObjectNode object, TestResult test) {
    object.put("p", test.p());
    object.put("corrected", test.corrected());
  }

  private void put(ArrayNode array, List<ChangedQueries> all) {
    for (ChangedQueries changed : all) {
      ObjectNode object = array.addObject();
      object.put("system", changed.system());
      object.put("other", changed.other());
      putQueries(object.putArray("better"), changed.better());
      putQueries(object.putArray("worse"), changed.worse());
    }
  }

  private void putQueries(ArrayNode array, List<QueryAnswers> queries) {
    for (QueryAnswers query : queries) {
      ObjectNode object = array.addObject();
      object.put("query", query.queryId());
      object.put("question", query.question());
      ArrayNode answers = object.putArray("answers");
      for (SystemAnswer answer : query.answers()) {
        ObjectNode one = answers.addObject();
        one.put("system", answer.system());
        one.put("value", answer.value());
        ArrayNode documents = one.putArray("documents");
        answer.best().forEach(document -> put(documents.addObject(), document));
      }
    }
  }

  private void put(ObjectNode object, RankedDocument document) {
    object.put("rank", document.rank());
    putDocument(object, document.documentId(), document.grade());
    object.put("score", document.score());
  }

  private void putDocument(ObjectNode object, String id, OptionalInt grade) {
    object.put("document", id);
    object.put("title", report.text(id).title());
    object.put("beginning", report.text(id).beginning());
    object.put("grade", grade.isPresent() ? grade.getAsInt() : null);
  }

  private void put(ObjectNode object, Failures failures) {
    putQueries(object.putArray("hardest"), failures.hardest());
    put(object.putArray("fusionLosses"), failures.fusionLosses());
    object.put("relevantDocuments", failures.relevant());
    object.put("relevantBeyond" + Failures.DEEP, failures.deep());
    putPlaced(object.putArray("beyond" + Failures.DEEP), failures.deepest());
    putPlaced(object.putArray("unjudgedInTop" + Failures.TOP), failures.unjudged());
    ObjectNode shares = object.putObject("judgedInTop" + Failures.TOP);
    failures.judgedShares().forEach(share -> shares.put(share.system(), share.value()));
  }

  private void putPlaced(ArrayNode array, List<PlacedDocument> documents) {
    for (PlacedDocument document : documents) {
      ObjectNode object = array.addObject();
      object.put("query", document.queryId());
      object.put("question", document.question());
      putDocument(object, document.documentId(), document.grade());
      ObjectNode ranks = object.putObject("ranks");
      document.ranks().forEach(ranks::put);
    }
  }

  private static void put(ObjectNode object, Provenance provenance) {
    object.put("date", provenance.date().toString());
    object.put("command", provenance.commandLine());
    object.put("version", provenance.version().orElse(null));
    object.put("commit", provenance.commit().orElse(null));
    ArrayNode models = object.putArray("models");
    for (ModelIdentity model : provenance.models()) {
      ObjectNode one = models.addObject();
      one.put("name", model.name());
      one.put("revision", model.revision());
      one.put("dimension", model.dimension());
    }
    ObjectNode machine = object.putObject("machine");
    machine.put("processor", provenance.machine().processor());
    machine.put("cores", provenance.machine().cores());
    machine.put("heapBytes", provenance.machine().heapBytes());
    machine.put("java", provenance.machine().java());
    machine.put("system", provenance.machine().system());
    object.put("seed", provenance.seed());
  }
}
