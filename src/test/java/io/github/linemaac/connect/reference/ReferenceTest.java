package io.github.linemaac.connect.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference cannot go stale. */
class ReferenceTest {

  @ParameterizedTest
  @EnumSource
  void theReferenceIsAsTheCodeHasIt(ReferenceFile reference) throws Exception {
    assertThat(reference.asItIs())
        .as("%s differs from the code; to write it anew: mvn -Preference", reference)
        .isEqualTo(reference.asTheCodeHasIt());
  }
}
