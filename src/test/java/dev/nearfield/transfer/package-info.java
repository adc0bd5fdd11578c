@NullMarked
package dev.nearfield.transfer;

import org.jspecify.annotations.NullMarked;
