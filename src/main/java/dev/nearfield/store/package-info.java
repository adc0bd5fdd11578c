/**
 * One collection on disk: a Lucene directory that holds text, metadata, embeddings and the manifest
 * that says what wrote them.
 *
 * <p>{@link dev.nearfield.store.Collection} is the one writer, {@link
 * dev.nearfield.store.CollectionView} a frozen view for readers. A document is one Lucene block:
 * its chunks first, the document itself last. The format is on the index-format page.
 */
@NullMarked
package dev.nearfield.store;

import org.jspecify.annotations.NullMarked;
