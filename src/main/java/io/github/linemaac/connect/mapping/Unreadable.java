package io.github.linemaac.connect.mapping;

/**
 * Stands in a record for a value that is there and cannot be read.
 *
 * @param rule what the value should have been, as a clause that follows the field's name
 */
record Unreadable(String rule) {}
