package dev.nearfield.store;

/**
 * What taking a backup did.
 *
 * {@snippet class="dev.nearfield.examples.BackupExamplesTest" region="backup"}
 *
 * @param backup the new backup
 * @param files how many files it has
 * @param bytes their length
 * @param copiedFiles how many of them were copied; the others are links to those of the backup
 *     before
 * @param copiedBytes the length of those that were copied
 */
public record BackupReport(
    Backup backup, int files, long bytes, int copiedFiles, long copiedBytes) {}
