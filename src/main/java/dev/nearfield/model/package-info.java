/**
 * The vocabulary: what a user gives ({@link dev.nearfield.model.SourceDocument}), what is embedded
 * and found ({@link dev.nearfield.model.Chunk}), what comes back ({@link
 * dev.nearfield.model.Hits}), and what can go wrong ({@link dev.nearfield.model.NearfieldException}
 * and its children).
 *
 * <p>Everything here is an immutable value on the JDK alone; every other room may import it, and it
 * imports none.
 */
@NullMarked
package dev.nearfield.model;

import org.jspecify.annotations.NullMarked;
