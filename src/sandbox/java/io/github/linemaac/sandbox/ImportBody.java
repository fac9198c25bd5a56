package io.github.linemaac.sandbox;

import java.util.List;
import java.util.Set;

/**
 * What the body of an import says, once its form is in order.
 *
 * @param tags for every contact of the import
 * @param uselessFields names in rows that the API does not know
 */
record ImportBody(
    ContactField importKey, List<ImportRow> rows, List<String> tags, Set<String> uselessFields) {}
