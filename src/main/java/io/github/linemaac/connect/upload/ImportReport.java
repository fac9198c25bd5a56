package io.github.linemaac.connect.upload;

/**
 * What is told about an import that MAAC has confirmed.
 *
 * @param id MAAC's id of the import
 * @param records records that it delivered
 * @param rows rows that they were merged into
 * @param bytes size of the body
 * @param attempts how often it was sent
 * @param tookMs from the first sending to the confirmation
 * @param created members that MAAC did not have
 * @param updated members that MAAC had
 * @param unmatched rows that MAAC skipped: the member does not exist, or has blocked the account
 */
public record ImportReport(
    String id,
    int records,
    int rows,
    long bytes,
    int attempts,
    long tookMs,
    long created,
    long updated,
    long unmatched) {}
