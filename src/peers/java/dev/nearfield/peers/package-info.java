/** Nearfield beside other libraries on the same vectors and texts; see the performance page. */
@NullMarked
package dev.nearfield.peers;

import org.jspecify.annotations.NullMarked;
