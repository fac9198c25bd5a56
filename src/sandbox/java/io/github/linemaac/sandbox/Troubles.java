package io.github.linemaac.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The troubles that are on. Unlike {@link InjectedFaults}, each lasts for a time or until it is
 * taken back, whatever calls come. Not thread-safe.
 */
final class Troubles {
  static final long OUTAGE_MS = 60_000;
  static final long SLOT_MS = 20_000;
  static final long SLOW_IMPORT_MS = 10_000;

  private static final String UNAVAILABLE = "<html><title>503 Service Unavailable</title></html>";

  private final SandboxSettings settings;
  private final Imports imports;
  private boolean tokenIsRefused;
  private boolean importsAreSlow;
  private long outageEndsAtMs = Long.MIN_VALUE;

  Troubles(SandboxSettings settings, Imports imports) {
    this.settings = settings;
    this.imports = imports;
  }

  /** One that is on already begins anew. */
  void begin(Trouble trouble, long nowMs) {
    end(trouble, nowMs);
    switch (trouble) {
      case TOKEN -> tokenIsRefused = true;
      case OUTAGE -> outageEndsAtMs = nowMs + OUTAGE_MS;
      case SLOT -> imports.importedBySomebodyElse(SLOT_MS, nowMs);
      case BAD_ROW -> imports.disliked().awaitImport();
      case SLOW -> setSlow(true);
    }
  }

  /** Nothing happens if it is not on. */
  void end(Trouble trouble, long nowMs) {
    switch (trouble) {
      case TOKEN -> tokenIsRefused = false;
      case OUTAGE -> outageEndsAtMs = nowMs;
      case SLOT -> imports.endThoseOfSomebodyElse(nowMs);
      case BAD_ROW -> imports.disliked().forget();
      case SLOW -> setSlow(false);
    }
  }

  void endAll(long nowMs) {
    for (Trouble trouble : Trouble.values()) {
      end(trouble, nowMs);
    }
  }

  /** What a call of the API is answered instead of what it asked for. */
  Optional<SandboxReply> answer(SandboxRequest request, long nowMs) {
    if (!request.path().startsWith(Route.API)) {
      return Optional.empty();
    }
    if (nowMs < outageEndsAtMs) {
      return Optional.of(SandboxReply.text(503, "text/html", UNAVAILABLE));
    }
    return tokenIsRefused
        ? Optional.of(SandboxReply.detail(settings.badTokenStatus, "Token Invalid"))
        : Optional.empty();
  }

  /** Those that are on, by name, each with what there is to say of it. */
  ObjectNode json(long nowMs) {
    ObjectNode on = SandboxJson.object();
    if (tokenIsRefused) {
      on.putObject(Trouble.TOKEN.shown());
    }
    if (nowMs < outageEndsAtMs) {
      on.putObject(Trouble.OUTAGE.shown()).put("ends_at_ms", outageEndsAtMs);
    }
    imports
        .endOfThoseOfSomebodyElse()
        .ifPresent(endMs -> on.putObject(Trouble.SLOT.shown()).put("ends_at_ms", endMs));
    if (imports.disliked().isOn()) {
      on.set(Trouble.BAD_ROW.shown(), imports.disliked().json());
    }
    if (importsAreSlow) {
      on.putObject(Trouble.SLOW.shown());
    }
    return on;
  }

  private void setSlow(boolean slow) {
    importsAreSlow = slow;
    imports.takeAtLeast(slow ? SLOW_IMPORT_MS : 0);
  }
}
