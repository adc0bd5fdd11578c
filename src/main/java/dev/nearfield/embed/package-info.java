/**
 * Turning text into embeddings: the {@link dev.nearfield.embed.Embedder} that the store asks, and
 * the {@link dev.nearfield.embed.ModelCard} that says how a model is to be used. The models that
 * run in this process are in {@code embed.onnx}.
 */
@NullMarked
package dev.nearfield.embed;

import org.jspecify.annotations.NullMarked;
