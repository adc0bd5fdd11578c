package dev.nearfield.ingest;

/**
 * What a chunk is packed of, without white space at its ends.
 *
 * @param span where it is
 * @param cost what it costs by itself, at most the limit
 * @param whole whether it is a whole sentence or paragraph, which may be repeated as an overlap
 */
record Unit(Span span, int cost, boolean whole) {}
