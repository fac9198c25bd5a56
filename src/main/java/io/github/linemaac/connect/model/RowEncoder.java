package io.github.linemaac.connect.model;

/**
 * How a member becomes bytes of an import's body. Batches are measured with it, exactly, and sent
 * with the very bytes that were measured.
 */
public interface RowEncoder {

  /** The member as one row: UTF-8, without the comma that stands between two rows. */
  byte[] encode(Member member);

  /** The size of a body without any row, in bytes. */
  int envelopeBytes();
}
