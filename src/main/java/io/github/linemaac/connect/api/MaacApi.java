package io.github.linemaac.connect.api;

/**
 * The way to MAAC. A call blocks until it is answered or lost, within the time that the
 * implementation bounds it to, and never throws for what MAAC or the network did.
 */
public interface MaacApi extends AutoCloseable {

  /**
   * The most of an answer that is read, in bytes. MAAC's longest page of 300 objects with names of
   * 255 characters stays far below it.
   */
  int MAX_ANSWER_BYTES = 4 * 1024 * 1024;

  /** Makes one call. */
  HttpReply call(Request request);

  /** Ends the calls that are under way, from any thread, and lets go of the connections. */
  @Override
  void close();
}
