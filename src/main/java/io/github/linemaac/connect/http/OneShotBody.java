package io.github.linemaac.connect.http;

import io.github.linemaac.connect.api.Request;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body that the client never sends a second time by itself: retries are counted elsewhere. */
final class OneShotBody extends RequestBody {
  private final Request request;

  OneShotBody(final Request request) {
    this.request = request;
  }

  @Override
  public MediaType contentType() {
    return MediaType.get(request.contentType());
  }

  @Override
  public long contentLength() {
    return request.body().lengthBytes();
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(final BufferedSink sink) throws IOException {
    request.body().writeTo(sink.outputStream());
  }
}
