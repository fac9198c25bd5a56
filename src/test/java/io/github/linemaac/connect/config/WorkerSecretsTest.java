package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever may write a connector's configuration reads nothing of the worker by it: placeholders are
 * the worker's to resolve, by the providers and within the bounds that its operator has set.
 */
class WorkerSecretsTest {

  @Test
  void aProviderOfTheConnectorsOwnReadsNoEnvironment() {
    final Configuration own =
        Configuration.sound()
            .with("config.providers", "e")
            .with("config.providers.e.class", EnvVarConfigProvider.class.getName())
            .with("api.token", "${e:PATH}")
            .with("segment.name", "${e:PATH}");

    assertThat(own.read().api().token().value()).isEqualTo("${e:PATH}");
    assertThat(own.read().segments().name()).contains("${e:PATH}");
    assertThat(own.validate())
        .filteredOn(value -> value.name().equals("segment.name"))
        .singleElement()
        .satisfies(value -> assertThat(value.value()).isEqualTo("${e:PATH}"));
  }

  @Test
  void aProviderOfTheConnectorsOwnReadsNoFile(@TempDir final Path folder) throws Exception {
    final Path secrets = Files.writeString(folder.resolve("secrets"), "token=s3cr3t\n");
    final String placeholder = "${f:" + secrets + ":token}";
    final Configuration own =
        Configuration.sound()
            .with("config.providers", "f")
            .with("config.providers.f.class", FileConfigProvider.class.getName())
            .with("api.token", placeholder)
            .with("api.url", "https://${f:" + secrets + ":token}");

    assertThat(own.errors().toString()).doesNotContain("s3cr3t");
    assertThat(own.without("api.url").read().api().token().value()).isEqualTo(placeholder);
  }
}
