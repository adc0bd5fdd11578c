@NullMarked
package dev.nearfield.ingest;

import org.jspecify.annotations.NullMarked;
