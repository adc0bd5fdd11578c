/**
 * Benches of whole collections as they grow, change, lack memory and are opened; see the
 * performance page. Each is a command of its own that goes on where it was broken off.
 */
@NullMarked
package dev.nearfield.scale;

import org.jspecify.annotations.NullMarked;
