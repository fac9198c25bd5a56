package io.github.linemaac.connect.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.github.linemaac.connect.model.MemberField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Numbers of every region that there is, plain and in every way in which they reach a topic spoilt,
 * held against libphonenumber.
 */
class MobileDifferentialProperties {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  private static final List<String> REGIONS =
      NUMBERS.getSupportedRegions().stream()
          .filter(region -> NUMBERS.getExampleNumberForType(region, PhoneNumberType.MOBILE) != null)
          .sorted()
          .toList();

  private static final Map<String, Mapping> MAPPINGS = new HashMap<>();

  /** A number of a region, its last digits drawn anew. */
  record Given(String region, PhoneNumber number) {

    String e164() {
      return NUMBERS.format(number, PhoneNumberFormat.E164);
    }

    String national() {
      return NUMBERS.format(number, PhoneNumberFormat.NATIONAL);
    }

    String significant() {
      return NUMBERS.getNationalSignificantNumber(number);
    }
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void whateverIsSentIsPossibleAndInItsOneForm(
      @ForAll("givens") final Given given,
      @ForAll("regions") final String home,
      @ForAll("spoilers") final Spoiler spoiler) {
    final String text = spoiler.spoil(given);

    sent(home, text)
        .filter(sent -> !sent.matches("09[0-9]{8}"))
        .ifPresent(
            sent -> {
              final PhoneNumber read = parsed(sent);
              assertThat(NUMBERS.isPossibleNumber(read)).as("possible").isTrue();
              assertThat(NUMBERS.format(read, PhoneNumberFormat.E164)).isEqualTo(sent);
              assertThat(sent(home, sent)).contains(sent);
              assertThat(sent.length()).isLessThanOrEqualTo(16);
            });
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void aValidNumberIsSentInOneFormHoweverItIsWritten(@ForAll("givens") final Given given) {
    Assume.that(NUMBERS.isValidNumber(given.number()));
    Assume.that(given.e164().equals(NUMBERS.format(parsed(given.e164()), PhoneNumberFormat.E164)));
    final String region = given.region();

    assertThat(sent(region, given.e164())).contains(given.e164());
    assertThat(sent("", given.e164())).contains(given.e164());
    assertThat(sent(region, international(given))).contains(given.e164());
    assertThat(sent("", international(given))).contains(given.e164());
    assertThat(sent(region, wide(given.e164()))).contains(given.e164());
    if (region.equals(NUMBERS.getRegionCodeForNumber(given.number()))) {
      // Some national forms say less than the number, as Argentina's 15 for a 9.
      sent(region, given.national())
          .ifPresent(sent -> assertThat(sent).isEqualTo(read(given.national(), region)));
    }
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void aMaskedDoubledOrLetteredNumberIsNeverSent(
      @ForAll("givens") final Given given,
      @ForAll("regions") final String home,
      @ForAll("masks") final String mask) {
    final String e164 = given.e164();
    final String national = given.significant();
    Assume.that(national.length() > 6);

    for (final String text :
        List.of(
            e164.substring(0, e164.length() - 3) + mask.repeat(3),
            e164.substring(0, 4) + mask.repeat(3) + e164.substring(7),
            "0" + national.substring(0, national.length() - 3) + mask.repeat(3),
            mask.repeat(4) + national.substring(4),
            national + " ext. 5",
            e164 + ";ext=5",
            e164 + ";" + e164,
            e164 + e164,
            e164 + " / " + national,
            Double.toString(Double.parseDouble(national)),
            Double.toString(Double.parseDouble(e164)))) {
      assertThat(sent(given.region(), text)).isEmpty();
      assertThat(sent(home, text)).isEmpty();
      assertThat(sent("", text)).isEmpty();
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void theShortWayOfMaacsOwnMarketsIsTheLongWay(
      @ForAll("markets") final String start, @ForAll("regions") final String home) {
    final String once = NUMBERS.format(parsed(start), PhoneNumberFormat.E164);
    final boolean hasOneForm = once.equals(NUMBERS.format(parsed(once), PhoneNumberFormat.E164));

    assertThat(sent(home, start))
        .isEqualTo(
            hasOneForm && NUMBERS.isPossibleNumber(parsed(once))
                ? Optional.of(once)
                : Optional.empty());
  }

  private static String international(final Given given) {
    return NUMBERS.format(given.number(), PhoneNumberFormat.INTERNATIONAL);
  }

  private static String wide(final String text) {
    return text.chars()
        .map(c -> c >= '0' && c <= '9' ? c - '0' + '\uFF10' : '\uFF0B')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String read(final String text, final String region) {
    try {
      return NUMBERS.format(NUMBERS.parse(text, region), PhoneNumberFormat.E164);
    } catch (final NumberParseException e) {
      throw new AssertionError("libphonenumber cannot read its own form", e);
    }
  }

  private static PhoneNumber parsed(final String e164) {
    try {
      return NUMBERS.parse(e164, null);
    } catch (final NumberParseException e) {
      throw new AssertionError("libphonenumber cannot read what is sent", e);
    }
  }

  private static Optional<String> sent(final String region, final String text) {
    final Mapping mapping =
        MAPPINGS.computeIfAbsent(
            region, home -> Mapping.by("customer_id").with("mobile.default.region", home));
    return mapping.map(Mapping.field("mobile", text)) instanceof MappingResult.Update update
        ? Optional.of(update.member().value(MemberField.MOBILE))
        : Optional.empty();
  }

  /** What becomes of a number on its way. */
  interface Spoiler {
    String spoil(Given given);
  }

  @Provide
  Arbitrary<Spoiler> spoilers() {
    return Arbitraries.of(
        Given::e164,
        Given::national,
        Given::significant,
        given -> "0" + given.significant(),
        given -> "00" + given.e164().substring(1),
        given -> given.e164().substring(1),
        given -> "+" + given.number().getCountryCode() + "0" + given.significant(),
        given -> "+" + given.number().getCountryCode() + "00" + given.significant(),
        given -> "+" + given.number().getCountryCode() + " (0)" + given.significant(),
        given ->
            "+"
                + given.number().getCountryCode()
                + Objects.requireNonNullElse(
                    NUMBERS.getNddPrefixForRegion(given.region(), true), "")
                + given.significant(),
        given -> "002" + given.e164().substring(1),
        given -> given.e164().substring(0, given.e164().length() - 1),
        given -> given.e164().substring(0, given.e164().length() - 2),
        given -> given.significant().substring(1),
        given -> given.significant() + given.significant(),
        given -> given.national() + given.significant().substring(2));
  }

  @Provide
  Arbitrary<Given> givens() {
    return Combinators.combine(
            Arbitraries.of(REGIONS), Arbitraries.strings().withChars("0123456789").ofLength(4))
        .as(
            (region, tail) -> {
              final PhoneNumber example =
                  NUMBERS.getExampleNumberForType(region, PhoneNumberType.MOBILE);
              final String digits = Long.toString(example.getNationalNumber());
              return new Given(
                  region,
                  new PhoneNumber()
                      .mergeFrom(example)
                      .setNationalNumber(
                          Long.parseLong(digits.substring(0, digits.length() - 4) + tail)));
            });
  }

  @Provide
  Arbitrary<String> regions() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(3, Arbitraries.of("", "TW", "JP", "TH")),
        net.jqwik.api.Tuple.of(2, Arbitraries.of(REGIONS)));
  }

  @Provide
  Arbitrary<String> masks() {
    return Arbitraries.of(
        "*", "x", "X", "\u25CF", "\u2022", "\uFF38", "\uFF0A", "#", "_", "?", "-", ".", "\u25CB");
  }

  @Provide
  Arbitrary<String> markets() {
    return Combinators.combine(
            Arbitraries.of("+886", "+81", "+66"),
            Arbitraries.strings().withChars("0123456789").ofMinLength(8).ofMaxLength(11))
        .as((code, digits) -> code + digits);
  }
}
