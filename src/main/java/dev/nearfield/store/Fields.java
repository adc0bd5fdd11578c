package dev.nearfield.store;

/**
 * The names of the fields in the index, as Luke shows them. A metadata field is named by its type
 * and key: {@code meta.long.year}.
 *
 * {@snippet class="dev.nearfield.examples.CollectionExamplesTest" region="lucene"}
 */
public final class Fields {
  /** Lucene's own mark on the last document of a block, which is the document itself. */
  public static final String PARENT = "document";

  /** The document's id: an indexed term and doc value on every member of the block. */
  public static final String ID = "id";

  /** On a chunk: title and chunk, analysed; the chunk is stored where it is a part of the text. */
  public static final String TEXT = "text";

  /** On a document: its whole text, stored. */
  public static final String WHOLE_TEXT = "text.whole";

  /** On a chunk: the document's title, analysed. */
  public static final String TITLE = "title";

  /** The document's title as one term, stored on the document. */
  public static final String EXACT_TITLE = "title.exact";

  /** What is kept and not searched. */
  public static final String SUMMARY = "summary";

  /** Where the text comes from, as one term. */
  public static final String SOURCE = "source";

  /** Times in microseconds since 1970. */
  public static final String CREATED = "created";

  public static final String UPDATED = "updated";
  public static final String EXPIRES = "expires";

  /** The number of words of a document's text: on documents alone, by which they are found. */
  public static final String WORDS = "words";

  /** On a document: what its embeddings were made of, as a hash. */
  public static final String HASH = "hash";

  /** On a chunk: its place in the document, and where its text begins and ends. */
  public static final String ORDINAL = "chunk";

  public static final String START = "chunk.start";
  public static final String END = "chunk.end";

  /** On a chunk: the headings above it, and its page. */
  public static final String HEADING = "chunk.heading";

  public static final String PAGE = "chunk.page";

  /** On a chunk: the vector that the graph is built on. */
  public static final String VECTOR = "vector";

  /** On a chunk: a hash of its embedding, to find copies. */
  public static final String VECTOR_HASH = "vector.hash";

  /** On a chunk whose embedding was in the index already: the embedding as it was given. */
  public static final String EXACT_VECTOR = "vector.exact";

  /** The beginning of every metadata field's name. */
  public static final String METADATA = "meta.";

  /** On the record of an ingested file, which has none of the fields above: its name. */
  public static final String FILE = "file";

  /** On the record of an ingested file: what it was like when it was read. */
  public static final String FILE_PATH = "file.path";

  public static final String FILE_SIZE = "file.size";
  public static final String FILE_MODIFIED = "file.modified";
  public static final String FILE_HASH = "file.hash";
  public static final String FILE_DOCUMENTS = "file.documents";
  public static final String FILE_READERS = "file.readers";
  public static final String FILE_READ = "file.read";

  /** On an attachment, which has none of the fields above: its name. */
  public static final String ATTACHMENT = "attachment";

  /** On an attachment: its bytes, stored. */
  public static final String ATTACHMENT_CONTENT = "attachment.content";

  private Fields() {}
}
