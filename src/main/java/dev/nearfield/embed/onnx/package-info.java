/**
 * Models that run in this process: ONNX Runtime for the network, the Hugging Face tokenizers for
 * its input. A text is always run alone, because the activations of a dynamically quantised model
 * are scaled over the whole batch, so that neighbours would change a text's embedding.
 *
 * <p>Native libraries and models come in jars. They are unpacked once, into a cache of the user's
 * ({@code CacheLocation}), and loaded from there by all processes ({@code FileCache}, {@code
 * Natives}); no property, folder or setting of the process is other than before.
 */
@NullMarked
package dev.nearfield.embed.onnx;

import org.jspecify.annotations.NullMarked;
