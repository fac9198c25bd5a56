package io.github.linemaac.connect.api;

/**
 * A tag of the account.
 *
 * @param id MAAC's number
 */
public record Tag(String id, String name) {}
