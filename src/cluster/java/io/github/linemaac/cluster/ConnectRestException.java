package io.github.linemaac.cluster;

import java.io.Serial;

/** A worker refused a REST request. */
public final class ConnectRestException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  ConnectRestException(String request, int status, String message) {
    super("%s answered %d: %s".formatted(request, status, message));
    this.status = status;
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }
}
