package dev.nearfield.store;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One whole backup: a folder that is a collection by itself, which a snapshot or Luke opens.
 *
 * {@snippet class="dev.nearfield.examples.BackupExamplesTest" region="backup"}
 *
 * @param path its folder
 * @param taken when it was taken; of two backups the later one was taken later, whatever the clock
 *     did
 */
public record Backup(Path path, Instant taken) {}
