package io.github.linemaac.sandbox;

/**
 * What was asked of the import endpoint so far.
 *
 * @param posted every POST that carried a valid token, whatever became of it
 * @param accepted answered with 200
 * @param throttled refused by the rate limit
 * @param refusedAsConcurrent refused because an import was running
 * @param refusedAsMalformed refused with 400, 413 or 415
 * @param succeeded done with {@code success: true}
 * @param rejected done with {@code success: false}
 * @param failed done with "Server Error" or without a result
 * @param rowsAccepted rows of accepted imports
 * @param rowsWritten rows that created or updated a contact
 * @param maxConcurrentWanted the most that would ever have run at once, had all been let in
 * @param maxPostedPerMinute the most POSTs ever in 60 s, let in or not
 */
public record ImportStats(
    long posted,
    long accepted,
    long throttled,
    long refusedAsConcurrent,
    long refusedAsMalformed,
    long succeeded,
    long rejected,
    long failed,
    long rowsAccepted,
    long rowsWritten,
    int maxConcurrentWanted,
    int maxPostedPerMinute) {}
