package io.github.linemaac.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickstartSettingsTest {

  @TempDir private Path userFolder;

  @Test
  void withoutAnySettingTheSampleGoesToTheSandboxAndItEndsByItself() {
    // What Maven hands over when the user has set nothing.
    QuickstartSettings settings =
        QuickstartSettings.of(
            Map.of(
                "QUICKSTART_MEMBERS", "",
                "QUICKSTART_STAY", "false",
                "QUICKSTART_API_URL", "",
                "QUICKSTART_API_TOKEN", ""));

    assertThat(settings.members()).exists();
    assertThat(settings.segments()).get().asInstanceOf(PATH).exists();
    assertThat(settings.snapshots()).get().asInstanceOf(PATH).exists();
    assertThat(settings.account()).isEmpty();
    assertThat(settings.stays()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"'', true", "true, true", "false, false"})
  void itStaysWhenAskedToWithOrWithoutAValue(String value, boolean stays) {
    assertThat(QuickstartSettings.of(Map.of("QUICKSTART_STAY", value)).stays()).isEqualTo(stays);
  }

  @Test
  void aRelativeFileIsLookedForWhereTheUserStands() throws Exception {
    Path file = Files.writeString(userFolder.resolve("mine.jsonl"), "{}");

    QuickstartSettings settings =
        QuickstartSettings.of(
            Map.of(
                "QUICKSTART_STANDS_IN", userFolder.toString(), "QUICKSTART_MEMBERS", "mine.jsonl"));

    assertThat(settings.members()).isEqualTo(file);
    assertThat(settings.segments()).as("segments beside members of the user's own").isEmpty();
    assertThat(settings.snapshots()).as("snapshots beside them").isEmpty();
  }

  @Test
  void madeUpMembersNeverGoToARealAccount() {
    assertThatThrownBy(
            () ->
                QuickstartSettings.of(
                    Map.of(
                        "QUICKSTART_API_URL", "https://api.cresclab.com",
                        "QUICKSTART_API_TOKEN", "token")))
        .hasMessageContaining("-Dquickstart.members=FILE");
  }

  @Test
  void anAccountNeedsBothUrlAndToken() {
    assertThatThrownBy(() -> QuickstartSettings.of(Map.of("QUICKSTART_API_TOKEN", "the-secret")))
        .hasMessageContaining("-Dapi.url")
        .hasMessageNotContaining("the-secret");
  }
}
