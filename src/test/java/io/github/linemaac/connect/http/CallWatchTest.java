package io.github.linemaac.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.support.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

class CallWatchTest {
  private final List<Boolean> sendsAtOnce = new ArrayList<>();
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .eventListener(new CallWatch())
          .addNetworkInterceptor(
              chain -> {
                sendsAtOnce.add(chain.connection().socket().getTcpNoDelay());
                return chain.proceed(chain.request());
              })
          .build();

  @Test
  void aCallSendsAtOnceOnANewConnectionAndOnAnOldOne() throws IOException {
    try (Peer maac = Peer.answering("HTTP/1.1 200 OK", "Content-Length: 2", "", "{}")) {
      for (int i = 0; i < 2; i++) {
        try (Response response = callTo(maac.url()).execute()) {
          assertThat(response.body().string()).isEqualTo("{}");
        }
      }
    }
    assertThat(sendsAtOnce).containsExactly(true, true);
  }

  private Call callTo(final String url) {
    return client.newCall(CallWatch.follow(new Request.Builder().url(url)).build());
  }
}
