/** What survives: crashes, full disks, failing devices, interrupts, several processes. */
@NullMarked
package dev.nearfield.durability;

import org.jspecify.annotations.NullMarked;
