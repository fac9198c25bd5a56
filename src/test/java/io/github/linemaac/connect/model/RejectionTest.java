package io.github.linemaac.connect.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionTest {

  @Test
  void saysAllThatIsWrongInOneLine() {
    assertThat(new Rejection("line_uid", "is missing or blank").reason())
        .isEqualTo("line_uid: is missing or blank");
    assertThat(
            new Rejection(
                    List.of(
                        new FieldFault("email", "is too long"), new FieldFault("tags", "is odd")))
                .reason())
        .isEqualTo("email: is too long; tags: is odd");
  }

  @Test
  void keepsItsFaultsWhateverBecomesOfTheListTheyCameIn() {
    final List<FieldFault> faults = new ArrayList<>(List.of(new FieldFault("email", "is odd")));
    final Rejection rejection = new Rejection(faults);
    faults.clear();

    assertThat(rejection.faults()).hasSize(1);
  }
}
