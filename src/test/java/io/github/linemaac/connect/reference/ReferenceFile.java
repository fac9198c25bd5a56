package io.github.linemaac.connect.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.cluster.Project;
import io.github.linemaac.connect.config.MaacConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code config/README.md}: written by hand, but for the sections that the code writes. Run it to
 * have them written anew: {@code mvn -Preference}.
 */
final class ReferenceFile {

  private static final Path FILE = Project.directory().resolve("config").resolve("README.md");

  private ReferenceFile() {}

  /** Writes the file as the code would have it. */
  public static void main(String[] args) throws IOException {
    Files.writeString(FILE, asTheCodeHasIt(), UTF_8);
  }

  /** The file as it is. */
  static String asItIs() throws IOException {
    return Files.readString(FILE, UTF_8);
  }

  /** The file with every section that the code writes as the code has it now. */
  static String asTheCodeHasIt() throws IOException {
    String text = asItIs();
    for (Section section : sections()) {
      text = section.writtenInto(text);
    }
    return text;
  }

  /** What the code writes. */
  private static List<Section> sections() {
    return List.of(
        new Section("configuration", ReferenceTable.markdown(MaacConfig.definition())),
        new Section("metrics", MetricsTable.markdown()));
  }
}
