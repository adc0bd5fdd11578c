package dev.nearfield.store;

import dev.nearfield.model.Chunk;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.Place;
import org.jspecify.annotations.Nullable;

/**
 * A chunk and what a hit tells of its document.
 *
 * {@snippet class="dev.nearfield.examples.CollectionExamplesTest" region="lucene"}
 */
public record FoundChunk(
    String documentId,
    Chunk chunk,
    Place place,
    @Nullable String title,
    @Nullable String source,
    Metadata metadata) {}
