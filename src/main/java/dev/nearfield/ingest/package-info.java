/**
 * From files to chunks. {@link dev.nearfield.ingest.Folder} finds the files, {@link
 * dev.nearfield.ingest.Readers} reads each by its type into documents with a table of their
 * sections, and {@link dev.nearfield.ingest.Chunkers} cuts a document into chunks that a model can
 * embed.
 *
 * <p>Nothing here embeds or stores. What cannot be read comes back as an {@link
 * dev.nearfield.ingest.Outcome} with its reason, and does not stop the rest.
 */
@NullMarked
package dev.nearfield.ingest;

import org.jspecify.annotations.NullMarked;
