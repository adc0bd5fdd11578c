package dev.nearfield.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document without its text, to list many.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="summaries"}
 *
 * @param id the document
 * @param title its title, or null
 * @param source where its text comes from, or null
 * @param created when it came to be, or null
 * @param updated when it last changed, or null
 * @param expires from when on it is not found any more, or null for never
 * @param words the number of words of its text
 * @param chunks the number of its chunks
 * @param metadata its metadata
 */
public record DocumentSummary(
    String id,
    @Nullable String title,
    @Nullable String source,
    @Nullable Instant created,
    @Nullable Instant updated,
    @Nullable Instant expires,
    int words,
    int chunks,
    Metadata metadata) {}
