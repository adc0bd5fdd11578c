/**
 * Nearfield for applications built on LangChain4j: its embedding store, its content retriever and
 * its embedding model over {@link dev.nearfield.VectorStore} and {@link
 * dev.nearfield.embed.Embedder}. Needs {@code dev.langchain4j:langchain4j-core}, which is an
 * optional dependency.
 */
@NullMarked
package dev.nearfield.integration.langchain4j;

import org.jspecify.annotations.NullMarked;
