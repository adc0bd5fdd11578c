package dev.nearfield.transfer;

import com.fasterxml.jackson.core.JsonToken;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.search.SearchDefaults;
import dev.nearfield.store.GraphParameters;
import dev.nearfield.store.Manifest;
import dev.nearfield.store.VectorEncoding;
import dev.nearfield.store.VectorIndexing;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The first line of an export, which the manifest of the new collection is made of. */
final class Header {
  private final JsonValues json;
  private @Nullable Instant created;
  private @Nullable ModelIdentity model;
  private @Nullable String similarity;
  private @Nullable String analyzer;
  private @Nullable String chunking;
  private @Nullable String encoding;
  private @Nullable Integer links;
  private @Nullable Integer beam;
  private Map<String, String> search = Map.of();

  private Header(JsonValues json) {
    this.json = json;
  }

  /**
   * @param other an analyzer to put in the place of the exported collection's, or null
   */
  static Manifest read(JsonValues json, @Nullable String other) {
    if (!json.nextObject() || !Members.FORMAT.equals(json.nextMember())) {
      throw json.malformed(
          "this is no export of Nearfield, whose first line begins with '"
              + Members.FORMAT
              + "'. Other JSON lines are brought in by 'nearfield ingest'.");
    }
    int version = json.number(Members.FORMAT);
    if (version != Members.VERSION) {
      throw json.malformed(
          "the export has version "
              + version
              + ", and this version of Nearfield reads version "
              + Members.VERSION
              + ". Import it with the version that exported it.");
    }
    return new Header(json).read(other);
  }

  private Manifest read(@Nullable String other) {
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case Members.WRITTEN_BY -> json.string(member);
        case Members.CREATED -> created = json.time(member);
        case Members.MODEL -> model = model();
        case Members.SIMILARITY -> similarity = json.string(member);
        case Members.ANALYZER -> analyzer = json.string(member);
        case Members.CHUNKING -> chunking = json.string(member);
        case Members.ENCODING -> encoding = json.string(member);
        case Members.LINKS -> links = json.number(member);
        case Members.BEAM -> beam = json.number(member);
        case Members.SEARCH -> search = search();
        default -> throw json.unknown(member);
      }
    }
    Manifest manifest =
        Manifest.fresh(
                json.required(Members.MODEL, model),
                other == null ? json.required(Members.ANALYZER, analyzer) : other,
                json.required(Members.CHUNKING, chunking),
                json.required(Members.CREATED, created))
            .search(search);
    if (!manifest.similarity().name().equals(similarity)) {
      throw json.malformed(
          "the similarity is "
              + similarity
              + ", and with this model it is "
              + manifest.similarity()
              + ".");
    }
    return manifest.indexing(indexing());
  }

  /** Told only where it is not the default. */
  private VectorIndexing indexing() {
    VectorIndexing unlessTold = VectorIndexing.DEFAULT;
    return new VectorIndexing(
        encoding == null ? unlessTold.encoding() : VectorEncoding.named(encoding),
        new GraphParameters(
            links == null ? unlessTold.graph().links() : links,
            beam == null ? unlessTold.graph().beam() : beam));
  }

  /** Settings that no search can take are told now, and not when the collection is asked. */
  private Map<String, String> search() {
    Map<String, String> settings = new TreeMap<>();
    json.into(Members.SEARCH, JsonToken.START_OBJECT);
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      settings.put(name, json.string(name));
    }
    return settings.isEmpty() ? settings : SearchDefaults.of(settings).toSettings();
  }

  private ModelIdentity model() {
    String name = null;
    String revision = null;
    Integer dimension = null;
    String pooling = null;
    Boolean normalized = null;
    String queryPrefix = null;
    String documentPrefix = null;
    Integer tokenLimit = null;
    json.into(Members.MODEL, JsonToken.START_OBJECT);
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case Members.NAME -> name = json.string(member);
        case Members.REVISION -> revision = json.string(member);
        case Members.DIMENSION -> dimension = json.number(member);
        case Members.POOLING -> pooling = json.string(member);
        case Members.NORMALIZED -> normalized = json.flag(member);
        case Members.QUERY_PREFIX -> queryPrefix = json.string(member);
        case Members.DOCUMENT_PREFIX -> documentPrefix = json.string(member);
        case Members.TOKEN_LIMIT -> tokenLimit = json.number(member);
        default -> throw json.unknown(member);
      }
    }
    return new ModelIdentity(
        json.required(Members.NAME, name),
        json.required(Members.REVISION, revision),
        json.required(Members.DIMENSION, dimension),
        json.required(Members.POOLING, pooling),
        json.required(Members.NORMALIZED, normalized),
        json.required(Members.QUERY_PREFIX, queryPrefix),
        json.required(Members.DOCUMENT_PREFIX, documentPrefix),
        json.required(Members.TOKEN_LIMIT, tokenLimit));
  }
}
