package dev.nearfield.ingest;

/** What a walk through a {@link Folder} comes upon. */
public sealed interface Found permits SourceFile, Outcome.Failed, Outcome.Skipped {}
