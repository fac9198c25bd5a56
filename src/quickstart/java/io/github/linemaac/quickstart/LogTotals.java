package io.github.linemaac.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.BiFunction;

/**
 * Follows a worker's log, where the connector says of each import and segment what became of it.
 *
 * @param <T> what the lines add up to
 */
final class LogTotals<T> {

  private final Path log;
  private long readBytes;
  private final BiFunction<T, String, T> plus;
  private T totals;

  /** Starts with none, and adds each line of the log. */
  LogTotals(Path log, T none, BiFunction<T, String, T> plus) {
    this.log = log;
    this.totals = none;
    this.plus = plus;
  }

  /** Reads what the log has gained since the last call. */
  T totals() {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] gained = new byte[Math.toIntExact(file.length() - readBytes)];
      file.seek(readBytes);
      file.readFully(gained);
      int end = endOfLastLine(gained);
      for (String line : new String(gained, 0, end, UTF_8).split("\n", -1)) {
        totals = plus.apply(totals, line);
      }
      readBytes += end;
      return totals;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the worker's log " + log, e);
    }
  }

  private static int endOfLastLine(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }
}
