package io.github.linemaac.connect.mapping;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Normalises a mobile number to E.164, in one form for each number. Pure.
 *
 * <p>MAAC OpenAPI, import contacts: E.164, or {@code 09} and eight digits, which MAAC converts for
 * its channel's region.
 */
final class Mobile {
  private static final int MAX_E164_CHARACTERS = 16;

  /** {@code 09} and eight digits are this region's. */
  private static final String TAIWAN = "TW";

  private final Optional<String> region;

  /** Reads numbers for a region, or only those that need none. */
  Mobile(final Optional<String> region) {
    this.region = region;
  }

  String of(final FieldValue found) throws InvalidValue {
    final String text = Text.of(found.value());
    if (text.isEmpty() || isPlain(text)) {
      return text;
    }
    if (isLocalToMaac(text) && region.isEmpty()) {
      return text;
    }
    final String digits = DialedDigits.of(text);
    final Optional<String> number =
        digits.startsWith("+") ? international(digits) : withoutPlus(digits);
    return number.orElseThrow(() -> new InvalidValue(rule()));
  }

  private Optional<String> withoutPlus(final String digits) {
    if (region.isEmpty()) {
      return digits.startsWith("00") ? international("+" + digits.substring(2)) : Optional.empty();
    }
    final String home = region.get();
    if (home.equals(TAIWAN) && isLocalToMaac(digits)) {
      return international("+886" + digits.substring(1));
    }
    if (!digits.startsWith("00")) {
      return valid(digits, home);
    }
    // 00 is the plus nearly everywhere. Where it also begins other prefixes, as Taiwan's 002, such
    // a reading counts if the plain one makes no number.
    final String abroad = "+" + digits.substring(2);
    final Optional<String> plain = valid(abroad, home);
    final Optional<String> prefixed = valid(digits, home);
    final boolean prefersPrefix = home.equals(TAIWAN) && digits.startsWith("002");
    return (prefersPrefix ? prefixed.or(() -> plain) : plain.or(() -> prefixed))
        .or(() -> international(abroad));
  }

  private static Optional<String> international(final String digits) {
    return isPlain(digits) ? Optional.of(digits) : parsed(digits, null, Mobile::isPossible);
  }

  private static Optional<String> valid(final String digits, final String region) {
    return parsed(digits, region, PhoneNumberUtil.getInstance()::isValidNumber);
  }

  /**
   * A number whose E.164 form reads as another one, as with two zeros too many, has no one form.
   */
  private static Optional<String> parsed(
      final String digits, final String region, final Predicate<PhoneNumber> rule) {
    final Optional<String> number = e164(digits, region, rule);
    return number.filter(
        text ->
            text.length() <= MAX_E164_CHARACTERS
                && (text.equals(digits) || e164(text, null, Mobile::isPossible).equals(number)));
  }

  private static Optional<String> e164(
      final String digits, final String region, final Predicate<PhoneNumber> rule) {
    final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      final PhoneNumber number = numbers.parse(digits, region);
      return rule.test(number)
          ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (final NumberParseException e) {
      return Optional.empty();
    }
  }

  /** Numbers that can only be dialled from nearby are not possible as E.164. */
  private static boolean isPossible(final PhoneNumber number) {
    return PhoneNumberUtil.getInstance().isPossibleNumberWithReason(number)
        == ValidationResult.IS_POSSIBLE;
  }

  /**
   * Whether a number is a mobile one of MAAC's markets in E.164: the form of nearly all, which
   * libphonenumber would take a hundred times as long to find possible and to leave as it is.
   */
  private static boolean isPlain(final String text) {
    return text.startsWith("+886")
        ? text.length() == 13 && isFrom(text, 4, '9', '9')
        : text.startsWith("+81")
            ? text.length() == 13 && isFrom(text, 3, '7', '9')
            : text.startsWith("+66") && text.length() == 12 && isFrom(text, 3, '6', '9');
  }

  private static boolean isFrom(
      final String text, final int at, final char lowest, final char highest) {
    return text.charAt(at) >= lowest && text.charAt(at) <= highest && isDigits(text, at);
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

  private String rule() {
    final String international = "is neither E.164 (as in +886912345678)";
    final String local = "09 and eight digits";
    if (region.isEmpty()) {
      return international + " nor " + local + ", and mobile.default.region is not set";
    }
    return international
        + (region.get().equals(TAIWAN) ? ", nor " + local + "," : "")
        + " nor valid in the region of mobile.default.region";
  }
}
