package io.github.linemaac.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * Runs the sandbox in a process of its own, configured by environment: {@code SANDBOX_PORT} (8080),
 * {@code SANDBOX_BIND} (127.0.0.1), {@code SANDBOX_TOKEN} (sandbox-token), {@code SANDBOX_REGION}
 * (TW), {@code SANDBOX_IMPORT_DURATION_MS} (700), {@code SANDBOX_SEGMENT_READY_AFTER_MS} (700).
 */
public final class SandboxMain {
  /** Whole lists are remembered, so that a process that runs for days needs a bound. */
  private static final int UPLOADS_KEPT = 10;

  private SandboxMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try (SandboxServer server = start(System.getenv())) {
      System.out.println("A sandbox of MAAC listens on " + server.url());
      Thread.currentThread().join();
    }
  }

  static SandboxServer start(Map<String, String> environment) throws IOException {
    SandboxSettings settings = new SandboxSettings();
    settings.token = environment.getOrDefault("SANDBOX_TOKEN", settings.token);
    settings.region = Region.valueOf(environment.getOrDefault("SANDBOX_REGION", "TW"));
    settings.imports.durationMs =
        Long.parseLong(environment.getOrDefault("SANDBOX_IMPORT_DURATION_MS", "700"));
    settings.segments.readyAfterMs =
        Long.parseLong(environment.getOrDefault("SANDBOX_SEGMENT_READY_AFTER_MS", "700"));
    settings.segments.uploadsKept = UPLOADS_KEPT;
    InetSocketAddress address =
        new InetSocketAddress(
            environment.getOrDefault("SANDBOX_BIND", "127.0.0.1"),
            Integer.parseInt(environment.getOrDefault("SANDBOX_PORT", "8080")));
    return SandboxServer.start(new Sandbox(settings), address, System::currentTimeMillis);
  }
}
