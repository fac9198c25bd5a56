package io.github.linemaac.connect.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.MemberField;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for a number however it is written. */
class MobileProperties {

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void normalisingTwiceIsNormalisingOnce(
      @ForAll("regions") final Mapping region, @ForAll("numbers") final String number) {
    if (region.map(Mapping.field("mobile", number)) instanceof MappingResult.Update update) {
      final String once = update.member().value(MemberField.MOBILE);

      assertThat(once).matches("\\+[1-9][0-9]{1,14}|09[0-9]{8}");
      assertThat(region.member(Mapping.field("mobile", once)).value(MemberField.MOBILE))
          .isEqualTo(once);
    }
  }

  @Provide
  Arbitrary<Mapping> regions() {
    return Arbitraries.of("", "TW", "JP", "TH", "IT")
        .map(region -> Mapping.by("customer_id").with("mobile.default.region", region));
  }

  /** Digits with the signs that people put around and between them. */
  @Provide
  Arbitrary<String> numbers() {
    final Arbitrary<String> starts =
        Arbitraries.of("09", "090", "08", "+", "+886", "+81 (0)", "(0", "00", "\uFF10\uFF19", "");
    final Arbitrary<String> digits =
        Arbitraries.strings().withChars("0123456789").ofMinLength(6).ofMaxLength(11);
    final Arbitrary<String> signs = Arbitraries.of("", "-", " ", ")", "/", ".", "\u3000");
    final Arbitrary<String> ends = Arbitraries.of("", " ext. 5", ";ext=5", "x5", "#", "w");
    return Combinators.combine(starts, signs, digits, signs, ends)
        .as(
            (start, first, middle, second, end) ->
                start + first + middle.substring(0, 4) + second + middle.substring(4) + end);
  }
}
