package io.github.linemaac.connect.task;

import io.github.linemaac.connect.api.Answer;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.api.Request;

/** Counts the calls to MAAC. Used by the uploader's thread. */
final class MeteredMaac implements MaacApi {
  private final MaacApi maac;
  private final TaskMetrics metrics;

  MeteredMaac(final MaacApi maac, final TaskMetrics metrics) {
    this.maac = maac;
    this.metrics = metrics;
  }

  @Override
  public Answer call(final Request request) {
    metrics.calls(request);
    final Answer answer = maac.call(request);
    metrics.answered(answer);
    return answer;
  }

  @Override
  public void close() {
    maac.close();
  }
}
