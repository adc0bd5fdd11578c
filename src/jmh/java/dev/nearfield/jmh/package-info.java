/** Benchmarks of the query path on a collection of real sentences; see the performance page. */
@NullMarked
package dev.nearfield.jmh;

import org.jspecify.annotations.NullMarked;
