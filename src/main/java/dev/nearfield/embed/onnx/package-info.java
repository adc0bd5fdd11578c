/**
 * Models that run in this process: ONNX Runtime for the network, the Hugging Face tokenizers for
 * its input. A text is always run alone, because the activations of a dynamically quantised model
 * are scaled over the whole batch, so that neighbours would change a text's embedding.
 */
@NullMarked
package dev.nearfield.embed.onnx;

import org.jspecify.annotations.NullMarked;
