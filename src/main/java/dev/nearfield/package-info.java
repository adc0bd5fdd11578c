/** The front door. */
@NullMarked
package dev.nearfield;

import org.jspecify.annotations.NullMarked;
