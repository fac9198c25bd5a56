package io.github.linemaac.connect.batching;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What stands for a text that is not kept: the first 128 bits of its SHA-256. That a new one of a
 * million is like another by chance is one in 10^32.
 */
record Fingerprint(long high, long low) {
  private static final MemberField[] FIELDS = MemberField.values();

  /** Of one text. */
  static Fingerprint of(final String text) {
    return of(sha256().digest(text.getBytes(UTF_8)));
  }

  /** Of all that a member is, but for its tags. */
  static Fingerprint ofFields(final Member member) {
    final MessageDigest digest = sha256();
    for (final MemberField field : FIELDS) {
      final byte[] value = member.value(field).getBytes(UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).flip());
      digest.update(value);
    }
    return of(digest.digest());
  }

  private static Fingerprint of(final byte[] digest) {
    final ByteBuffer bytes = ByteBuffer.wrap(digest);
    return new Fingerprint(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
