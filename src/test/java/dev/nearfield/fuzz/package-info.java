/** Random input for everything that reads what others wrote, led by the branches that it takes. */
@org.jspecify.annotations.NullMarked
package dev.nearfield.fuzz;
