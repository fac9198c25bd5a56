package io.github.linemaac.connect.task;

import io.github.linemaac.connect.model.Time;
import java.util.concurrent.TimeUnit;

/** What the worker's machine says. */
public final class SystemTime implements Time {

  @Override
  public long monotonicMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public long wallMs() {
    return System.currentTimeMillis();
  }
}
