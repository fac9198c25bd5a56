package io.github.linemaac.connect;

/** X. */
public final class X {
  private X() {}
}
