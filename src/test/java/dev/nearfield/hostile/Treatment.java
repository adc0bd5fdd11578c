package dev.nearfield.hostile;

import dev.nearfield.model.SourceDocument;
import java.util.List;
import java.util.function.Supplier;

/** What must become of hostile input. In all cases but two the store is as it was. */
sealed interface Treatment {

  /** As the page on hostile input tells it. */
  String told();

  /** An exception whose message has this in it. */
  record Refused(Class<? extends Throwable> error, String sentence) implements Treatment {
    @Override
    public String told() {
      return "refused, `" + error.getSimpleName() + "`: “" + sentence + "”";
    }
  }

  /** The document is kept, and comes back exactly; the others stay. */
  record Kept(Supplier<SourceDocument> document) implements Treatment {
    @Override
    public String told() {
      return "kept; comes back exactly";
    }
  }

  /** An answer of these documents, in this order. */
  record Answered(List<String> ids) implements Treatment {
    @Override
    public String told() {
      return ids.isEmpty() ? "answered: nothing found" : "answered";
    }
  }

  /** The file, or a row of it, is told with a reason that has this in it, and nothing is kept. */
  record Reported(String sentence) implements Treatment {
    @Override
    public String told() {
      return "reported: “" + sentence + "”";
    }
  }

  /** The file is read, and its documents have these texts; what cannot be is told. */
  record Read(List<SourceDocument> documents, String sentence) implements Treatment {
    @Override
    public String told() {
      return sentence.isEmpty()
          ? "read; the text is exact"
          : "the rest is read; reported: “" + sentence + "”";
    }
  }

  /** The command ends with this code and a sentence that has this in it. */
  record Exits(int code, String sentence) implements Treatment {
    @Override
    public String told() {
      return "exit code " + code + ": “" + sentence + "”";
    }
  }

  static Treatment refused(Class<? extends Throwable> error, String sentence) {
    return new Refused(error, sentence);
  }

  static Treatment answered(String... ids) {
    return new Answered(List.of(ids));
  }

  static Treatment reported(String sentence) {
    return new Reported(sentence);
  }

  /** A file that becomes one document of this id and text. */
  static Treatment read(String id, String text) {
    return new Read(List.of(SourceDocument.of(id, text)), "");
  }

  static Treatment exits(int code, String sentence) {
    return new Exits(code, sentence);
  }
}
