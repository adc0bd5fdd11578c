package dev.nearfield.transfer;

/** The names of the members of an export, as the page about backups has them. */
final class Members {
  static final int VERSION = 1;

  static final String FORMAT = "nearfield-export";
  static final String WRITTEN_BY = "writtenBy";
  static final String CREATED = "created";
  static final String MODEL = "model";
  static final String NAME = "name";
  static final String REVISION = "revision";
  static final String DIMENSION = "dimension";
  static final String POOLING = "pooling";
  static final String NORMALIZED = "normalized";
  static final String QUERY_PREFIX = "queryPrefix";
  static final String DOCUMENT_PREFIX = "documentPrefix";
  static final String TOKEN_LIMIT = "tokenLimit";
  static final String SIMILARITY = "similarity";
  static final String ANALYZER = "analyzer";
  static final String CHUNKING = "chunking";
  static final String ENCODING = "encoding";
  static final String LINKS = "links";
  static final String BEAM = "beam";
  static final String SEARCH = "search";

  static final String ID = "id";
  static final String TITLE = "title";
  static final String TEXT = "text";
  static final String SUMMARY = "summary";
  static final String SOURCE = "source";
  static final String UPDATED = "updated";
  static final String EXPIRES = "expires";
  static final String METADATA = "metadata";
  static final String HASH = "hash";
  static final String CHUNKS = "chunks";

  static final String ORDINAL = "ordinal";
  static final String START = "start";
  static final String END = "end";
  static final String HEADING = "heading";
  static final String PAGE = "page";
  static final String VECTOR = "vector";

  static final String INSTANT = "instant";
  static final String DOUBLE = "double";

  static final String FILE = "file";
  static final String PATH = "path";
  static final String SIZE = "size";
  static final String MODIFIED = "modified";
  static final String DOCUMENTS = "documents";
  static final String READERS = "readers";
  static final String READ = "read";

  static final String ATTACHMENT = "attachment";
  static final String CONTENT = "content";

  static final String FILES = "files";
  static final String ATTACHMENTS = "attachments";

  private Members() {}
}
