package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.MemberRecord;
import java.util.regex.Pattern;

/** Recognises what a {@link MemberRecord} holds, wherever it should not be. */
final class PersonalData {

  private static final Pattern VALUE =
      Pattern.compile("[Uu][0-9a-f]{31}|example\\.com|Member [0-9]|\\+8869(?!12345678)|C-[0-9]{2}");

  private PersonalData() {}

  static void assertNoneIn(String text) {
    assertThat(VALUE.matcher(text).results().limit(3).map(found -> around(text, found.start())))
        .as("values of members")
        .isEmpty();
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 50));
  }
}
