/**
 * The JSON form of filters, for HTTP requests, configuration files and callers that come from
 * Chroma or MongoDB: {@link dev.nearfield.filter.json.FilterJson}.
 */
@NullMarked
package dev.nearfield.filter.json;

import org.jspecify.annotations.NullMarked;
