package io.github.linemaac.connect.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The reference cannot go stale. */
class ReferenceTest {

  @Test
  void theReferenceIsAsTheCodeHasIt() throws Exception {
    assertThat(ReferenceFile.asItIs())
        .as("config/README.md differs from the code; to write it anew: mvn -Preference")
        .isEqualTo(ReferenceFile.asTheCodeHasIt());
  }
}
