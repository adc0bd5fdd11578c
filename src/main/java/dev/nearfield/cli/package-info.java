/**
 * The command {@code nearfield}: one class a command, which parses its arguments, makes one call to
 * the library and prints the answer. Exit codes: 0 done, 1 failed with a reason, 2 used wrongly.
 */
@NullMarked
package dev.nearfield.cli;

import org.jspecify.annotations.NullMarked;
