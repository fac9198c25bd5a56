package io.github.linemaac.sandbox;

import java.util.List;

/**
 * A segment, as it was last changed. What shows of it follows from the time: once it is ready, its
 * own ids; before, those that it had when it was last ready.
 *
 * @param isList type 2, a list that was uploaded; else type 1, by conditions
 * @param ids contacts of the account, once each
 * @param idsUntilReady what the members read-back gives until then
 * @param readyAtMs {@link SandboxSettings#NEVER} for one that hangs
 */
public record StoredSegment(
    long id,
    String name,
    String description,
    boolean isList,
    List<String> ids,
    List<String> idsUntilReady,
    long readyAtMs) {

  /** Whether MAAC has computed it; there is no status for a failure. */
  public boolean isReady(long nowMs) {
    return readyAtMs <= nowMs;
  }

  /** The members as MAAC has computed them by then. */
  public List<String> visibleIds(long nowMs) {
    return isReady(nowMs) ? ids : idsUntilReady;
  }
}
