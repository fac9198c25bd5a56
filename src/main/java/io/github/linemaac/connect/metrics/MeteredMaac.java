package io.github.linemaac.connect.metrics;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.api.Request;

/** Counts the calls to MAAC. Used by the uploader's thread. */
public final class MeteredMaac implements MaacApi {
  private final MaacApi maac;
  private final TaskMetrics metrics;

  public MeteredMaac(final MaacApi maac, final TaskMetrics metrics) {
    this.maac = maac;
    this.metrics = metrics;
  }

  @Override
  public HttpReply call(final Request request) {
    metrics.calls(request);
    final HttpReply answer = maac.call(request);
    metrics.answered(answer);
    return answer;
  }

  @Override
  public void close() {
    maac.close();
  }
}
