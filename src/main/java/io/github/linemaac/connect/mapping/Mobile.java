package io.github.linemaac.connect.mapping;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/**
 * Normalises a mobile number to E.164. Pure.
 *
 * <p>MAAC OpenAPI, import contacts: E.164, or {@code 09} and eight digits, which MAAC converts for
 * its channel's region.
 */
final class Mobile {
  private static final int MAX_E164_DIGITS = 15;

  /** Longer than any number with all its separators; bounds the work on hostile text. */
  private static final int MAX_CHARACTERS = 64;

  private final Optional<String> region;

  /** Reads numbers for a region, or only those that need none. */
  Mobile(final Optional<String> region) {
    this.region = region;
  }

  String of(final Located found) throws InvalidValue {
    final String text = Text.of(found.value());
    if (text.isEmpty() || isE164(text)) {
      return text;
    }
    final Optional<String> regional =
        text.length() > MAX_CHARACTERS ? Optional.empty() : region.flatMap(r -> e164(text, r));
    if (regional.isPresent()) {
      return regional.get();
    }
    if (isLocalToMaac(text)) {
      return text;
    }
    throw new InvalidValue(
        region.isPresent()
            ? "is neither E.164 (as in +886912345678), nor 09 and eight digits, nor valid in the"
                + " region of mobile.default.region"
            : "is neither E.164 (as in +886912345678) nor 09 and eight digits, and"
                + " mobile.default.region is not set");
  }

  private static boolean isE164(final String text) {
    return text.length() >= 3
        && text.length() <= 1 + MAX_E164_DIGITS
        && text.charAt(0) == '+'
        && text.charAt(1) != '0'
        && isDigits(text, 1);
  }

  private static boolean isLocalToMaac(final String text) {
    return text.length() == 10 && text.startsWith("09") && isDigits(text, 2);
  }

  private static boolean isDigits(final String text, final int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> e164(final String text, final String region) {
    final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      final PhoneNumber number = numbers.parse(text, region);
      return numbers.isValidNumber(number)
          ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (final NumberParseException e) {
      return Optional.empty();
    }
  }
}
