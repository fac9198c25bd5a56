package io.github.linemaac.connect.api;

/**
 * Where MAAC has put a file for whoever knows the address. The file holds people's ids, so the
 * address is not told.
 *
 * @param url the address as MAAC gave it, not checked
 */
public record ExportLink(String url) {

  @Override
  public String toString() {
    return "ExportLink";
  }
}
