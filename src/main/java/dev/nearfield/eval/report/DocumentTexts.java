package dev.nearfield.eval.report;

import dev.nearfield.Snapshot;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.model.SourceDocument;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a report takes the texts of the documents that it shows.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="report"}
 */
@FunctionalInterface
public interface DocumentTexts {

  /** The texts of some documents; those that are not there are left out. */
  Map<String, DocumentText> of(Set<String> documentIds);

  /** Texts of a data set; reads its corpus once. */
  static DocumentTexts of(BeirDataset dataset) {
    return ids -> {
      try (Stream<SourceDocument> documents = dataset.documents()) {
        Map<String, DocumentText> texts = new HashMap<>();
        documents
            .filter(document -> ids.contains(document.id()))
            .forEach(document -> texts.put(document.id(), DocumentText.of(document)));
        return texts;
      }
    };
  }

  /** Texts of a collection. */
  static DocumentTexts of(Snapshot snapshot) {
    return ids -> {
      Map<String, DocumentText> texts = new HashMap<>();
      for (String id : ids) {
        snapshot.get(id).ifPresent(document -> texts.put(id, DocumentText.of(document)));
      }
      return texts;
    };
  }
}
