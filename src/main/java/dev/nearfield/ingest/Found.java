package dev.nearfield.ingest;

/**
 * What a walk through a {@link Folder} comes upon.
 *
 * {@snippet class="dev.nearfield.examples.IngestExamplesTest" region="walk"}
 */
public sealed interface Found permits SourceFile, Outcome.Failed, Outcome.Skipped {}
