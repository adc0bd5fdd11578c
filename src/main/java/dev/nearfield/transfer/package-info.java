/**
 * Whole collections as files and back: {@link dev.nearfield.transfer.JsonLinesExport} writes one as
 * JSON lines with its embeddings, {@link dev.nearfield.transfer.JsonLinesImport} makes an equal one
 * of them. The way on to another analyzer, another version of the index format, or another program.
 */
@NullMarked
package dev.nearfield.transfer;

import org.jspecify.annotations.NullMarked;
