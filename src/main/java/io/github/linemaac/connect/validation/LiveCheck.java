package io.github.linemaac.connect.validation;

import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.config.ApiSettings;
import io.github.linemaac.connect.config.ConfigCheck;
import io.github.linemaac.connect.config.Fault;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.http.OkHttpMaac;
import io.github.linemaac.connect.http.TlsAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.Config;

/**
 * Tries a configuration out that has no fault by itself, with one call to MAAC as a rule. Ends
 * within its time whatever MAAC or the network does, and throws nothing: what goes wrong is told on
 * a key.
 *
 * @param version the connector's
 * @param maxMs how long all of it may take
 */
public record LiveCheck(String version, int maxMs) {
  /** Quick enough for somebody who waits for an answer; Connect gives up after 90 seconds. */
  private static final int MAX_MS = 5_000;

  /** A check that takes a few seconds at most. */
  public static LiveCheck of(final String version) {
    return new LiveCheck(version, MAX_MS);
  }

  /**
   * The same answer, with what MAAC and the network say about it.
   *
   * @param checked what is known without a call
   * @param props the configuration as the user gave it
   */
  public Config check(final Config checked, final Map<String, String> props) {
    return ConfigCheck.isSound(checked) ? ConfigCheck.with(faults(props), checked) : checked;
  }

  private List<Fault> faults(final Map<String, String> props) {
    try {
      final MaacConfig config = MaacConfig.of(props);
      final List<Fault> unusable = TlsAccess.faults(config.api().tls());
      return unusable.isEmpty() && config.api().isTriedOut() ? call(config) : unusable;
    } catch (final RuntimeException e) {
      return List.of(
          Fault.of(
              "the configuration could not be checked, because of an unexpected "
                  + e.getClass().getName()
                  + ": check api.url and proxy.url. If they are right, report this with the version"
                  + " of the connector, and set api.check=false meanwhile",
              ApiSettings.URL));
    }
  }

  private List<Fault> call(final MaacConfig config) {
    final AccountCheck check = new AccountCheck(config);
    final long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(maxMs);
    try (OkHttpMaac maac = new OkHttpMaac(config.api().within(maxMs, maxMs), version)) {
      Optional<Request> request = check.next();
      while (request.isPresent()) {
        final long leftMs = TimeUnit.NANOSECONDS.toMillis(untilNs - System.nanoTime());
        check.answered(maac.callWithin(request.get(), Math.max(1, leftMs)));
        request = check.next();
      }
    }
    return check.faults();
  }
}
