package dev.nearfield.embed.onnx;

import dev.nearfield.bench.Sentences;
import dev.nearfield.embed.ModelCard;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a network is given, so that its time is measured by itself.
 *
 * @param abstracts of SciFact, those that fill the model's limit
 * @param sentences four times as many
 */
record TokenisedTexts(List<long[]> abstracts, List<long[]> sentences) {

  static TokenisedTexts of(Path beir, int most, ModelCard card) {
    try (WordPieces pieces = WordPieces.load(card);
        Stream<SourceDocument> documents = BeirDataset.open(beir.resolve("scifact")).documents()) {
      return new TokenisedTexts(
          documents
              .map(document -> pieces.encode(document.text()))
              .filter(ids -> ids.length == card.tokenLimit())
              .limit(most)
              .toList(),
          Sentences.of(beir, 4 * most).stream().map(pieces::encode).toList());
    }
  }
}
