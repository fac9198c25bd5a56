package io.github.linemaac.sandbox;

import java.util.Optional;

/**
 * The region of an account, by which local mobile numbers are converted (MAAC OpenAPI, import
 * contacts: {@code mobile} is E.164; {@code 09XX...} is converted using the channel's region).
 */
public enum Region {
  TW("+886"),
  JP("+81"),
  TH("+66");

  private static final int LOCAL_DIGITS = 10;
  private static final int E164_MAX_DIGITS = 15;

  private final String callingCode;

  Region(String callingCode) {
    this.callingCode = callingCode;
  }

  /**
   * The number in E.164, or empty if MAAC finds it bad. Local forms other than {@code 09} and eight
   * digits are not documented, so they count as bad.
   */
  Optional<String> toE164(String mobile) {
    if (mobile.startsWith("09") && mobile.length() == LOCAL_DIGITS && allDigits(mobile, 0)) {
      return Optional.of(callingCode + mobile.substring(1));
    }
    boolean international =
        mobile.length() >= 3
            && mobile.length() <= 1 + E164_MAX_DIGITS
            && mobile.charAt(0) == '+'
            && mobile.charAt(1) != '0'
            && allDigits(mobile, 1);
    return international ? Optional.of(mobile) : Optional.empty();
  }

  private static boolean allDigits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
