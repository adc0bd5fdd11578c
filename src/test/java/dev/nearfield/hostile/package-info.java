/** Input of every kind that a store must refuse or keep whole, in one table. */
@org.jspecify.annotations.NullMarked
package dev.nearfield.hostile;
