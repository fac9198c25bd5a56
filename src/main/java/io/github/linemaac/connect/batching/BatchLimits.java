package io.github.linemaac.connect.batching;

/**
 * When a batch is full or old.
 *
 * @param maxRows most rows of one import; MAAC OpenAPI, import contacts: 10,000
 * @param maxBodyBytes most bytes of one import's body; MAAC OpenAPI: 10 MB, unit not said, so
 *     10,000,000
 * @param maxHeldBytes most memory that the records of one batch may hold, by estimate
 * @param lingerMs the longest that a record waits for its batch to fill
 */
public record BatchLimits(int maxRows, int maxBodyBytes, long maxHeldBytes, long lingerMs) {}
