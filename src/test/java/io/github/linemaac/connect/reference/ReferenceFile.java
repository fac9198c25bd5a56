package io.github.linemaac.connect.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.cluster.Project;
import io.github.linemaac.connect.config.MaacConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document that is written by hand, but for the section that the code writes. Run it to have
 * those sections written anew: {@code mvn -Preference}.
 */
enum ReferenceFile {
  CONFIGURATION("docs/configuration.md") {
    @Override
    Section section() {
      return new Section("configuration", ReferenceTable.markdown(MaacConfig.definition()));
    }
  },
  METRICS("docs/metrics.md") {
    @Override
    Section section() {
      return new Section("metrics", MetricsTable.markdown());
    }
  };

  private final Path file;

  ReferenceFile(String file) {
    this.file = Project.directory().resolve(file);
  }

  /** Writes each file as the code would have it. */
  public static void main(String[] args) throws IOException {
    for (ReferenceFile reference : values()) {
      Files.writeString(reference.file, reference.asTheCodeHasIt(), UTF_8);
    }
  }

  /** The file as it is. */
  String asItIs() throws IOException {
    return Files.readString(file, UTF_8);
  }

  /** The file with the section that the code writes as the code has it now. */
  String asTheCodeHasIt() throws IOException {
    return section().writtenInto(asItIs());
  }

  /** What the code writes. */
  abstract Section section();
}
