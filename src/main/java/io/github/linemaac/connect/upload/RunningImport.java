package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.ApiResult;
import io.github.linemaac.connect.api.ImportCalls;
import io.github.linemaac.connect.api.ImportStatus;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.upload.Retries.Since;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An import that MAAC has taken: looked at until it is surely over. One odd answer is not believed,
 * since it may come from a replica that lags, and an import that is sent again puts its tags again.
 * Pure but for its own state; time is an argument.
 */
final class RunningImport {
  /** MAAC does not say how long it knows a task. */
  private static final int MAX_MISSES = 5;

  private static final int MAX_ODD_ENDS = 3;

  private final String id;
  private final int rows;
  private final long sinceMs;
  private final DeliverySettings settings;
  private final Retries retries;
  private int misses;
  private int oddEnds;
  private Optional<ImportStatus> end = Optional.empty();
  private String unclear = "";

  /**
   * An import that was taken just now.
   *
   * @param rows how many it has
   * @param retries when the next look may be made
   */
  RunningImport(
      final String id,
      final int rows,
      final DeliverySettings settings,
      final Retries retries,
      final long nowMs) {
    this.id = id;
    this.rows = rows;
    this.sinceMs = nowMs;
    this.settings = settings;
    this.retries = retries;
  }

  String id() {
    return id;
  }

  /** The call that looks at it. */
  Request look() {
    return ImportCalls.status(id);
  }

  /** How it ended, if it has: confirmed, rejected, or unclear because of what is said with it. */
  Optional<ImportStatus> end() {
    return end;
  }

  /** Why its end is unclear, for people. */
  String unclear() {
    return unclear;
  }

  /** Takes in the answer to a look. */
  List<Outcome> looked(final ApiResult<ImportStatus> reading, final long nowMs) {
    if (reading instanceof ApiResult.Value<ImportStatus> value) {
      retries.succeeded();
      misses = 0;
      return is(value.value(), nowMs);
    }
    if (reading instanceof ApiResult.Refused<ImportStatus> refused) {
      return retries.giveUp(refused.what());
    }
    if (reading instanceof ApiResult.NotFound<ImportStatus> && ++misses >= MAX_MISSES) {
      return endsUnclear("MAAC does not know import " + id);
    }
    return retries.after(reading, look(), Since.FIRST_FAILURE, nowMs);
  }

  private List<Outcome> is(final ImportStatus status, final long nowMs) {
    if (status instanceof ImportStatus.Running) {
      return runs(nowMs);
    }
    if (status instanceof ImportStatus.Confirmed confirmed && !confirmed.fits(rows)) {
      return odd("import " + id + " ended with counts that do not fit its rows", nowMs);
    }
    if (status instanceof ImportStatus.Unclear) {
      return odd("import " + id + " ended without saying what happened to its rows", nowMs);
    }
    end = Optional.of(status);
    return List.of();
  }

  private List<Outcome> runs(final long nowMs) {
    if (nowMs - sinceMs >= settings.importTimeoutMs()) {
      return retries.giveUp(
          "import "
              + id
              + " did not finish within import.timeout.ms="
              + settings.importTimeoutMs()
              + ", and it is never sent again while it may be running. Nothing is lost: ask MAAC's"
              + " support about this import, then restart the task");
    }
    retries.waitUntil(nowMs + settings.importPollIntervalMs());
    return List.of();
  }

  private List<Outcome> odd(final String what, final long nowMs) {
    if (++oddEnds >= MAX_ODD_ENDS) {
      return endsUnclear(what);
    }
    return retries.after(
        new ApiResult.Retry<>(what, OptionalLong.empty()), look(), Since.FIRST_FAILURE, nowMs);
  }

  private List<Outcome> endsUnclear(final String what) {
    unclear = what;
    end = Optional.of(new ImportStatus.Unclear());
    return List.of();
  }
}
