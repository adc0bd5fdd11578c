/**
 * The front door: {@link dev.nearfield.VectorStore} opens a collection, takes documents, and
 * answers searches; {@link dev.nearfield.Embedders} loads the model that it embeds with.
 */
@NullMarked
package dev.nearfield;

import org.jspecify.annotations.NullMarked;
