package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.linemaac.cluster.Project;
import io.github.linemaac.connect.documents.Document;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What {@code mvn package} leaves for a worker's {@code plugin.path} and for Confluent Hub. */
class PluginFolderIT {

  private static final Path FOLDER = Project.pluginPath().resolve("kafka-connect-maac");

  @Test
  void theFolderHoldsNothingThatTheWorkerProvides() throws IOException {
    for (String jar : jarsOfFolder()) {
      try (ZipFile zip = new ZipFile(FOLDER.resolve(jar).toFile())) {
        assertThat(zip.stream().map(ZipEntry::getName))
            .as(jar)
            .noneMatch(name -> name.startsWith("org/apache/kafka/"))
            .noneMatch(name -> name.startsWith("org/slf4j/"));
      }
    }
  }

  @Test
  void theFolderHoldsTheConnectorAndFewOthers() throws IOException {
    assertThat(jarsOfFolder())
        .anyMatch(jar -> jar.startsWith("kafka-connect-maac-"))
        .hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void theZipHasTheLayoutOfConfluentHub() throws IOException {
    try (ZipFile zip = new ZipFile(zipFile().toFile())) {
      String root = zip.stream().findFirst().orElseThrow().getName().replaceAll("/.*", "/");
      Set<String> entries = zip.stream().map(ZipEntry::getName).collect(toSet());
      JsonNode manifest =
          new JsonMapper().readTree(zip.getInputStream(zip.getEntry(root + "manifest.json")));

      assertThat(entries).allMatch(name -> name.startsWith(root));
      assertThat(root)
          .isEqualTo(
              "%s-%s-%s/"
                  .formatted(
                      manifest.at("/owner/username").asText(),
                      manifest.path("name").asText(),
                      manifest.path("version").asText()));
      assertThat(manifest.path("component_types").toString()).isEqualTo("[\"sink\"]");
      assertThat(filesBelow(root + "lib/", entries)).isEqualTo(jarsOfFolder());
      assertThat(filesBelow(root + "etc/", entries))
          .contains("members-by-line-uid.json")
          .noneMatch(name -> name.startsWith("quickstart") || name.startsWith("sample"));
      assertThat(filesBelow(root + "doc/", entries))
          .contains(
              "README.md",
              "docs/deploy.md",
              "docs/troubleshooting.md",
              "CHANGELOG.md",
              "LICENSE",
              "NOTICE",
              "bom.cyclonedx.json");
    }
  }

  @Test
  void noLinkInTheZipIsDead() throws IOException {
    try (ZipFile zip = new ZipFile(zipFile().toFile())) {
      Set<String> files =
          zip.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName).collect(toSet());
      Map<String, Document> documents = new TreeMap<>();
      for (String name : files.stream().filter(file -> file.endsWith(".md")).toList()) {
        String text = new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), UTF_8);
        documents.put(name, new Document(name, text));
      }

      assertThat(documents).hasSizeGreaterThan(20);
      for (Document document : documents.values()) {
        assertThat(document.deadLinks(documents, files::contains)).as(document.path()).isEmpty();
      }
    }
  }

  @Test
  void theLicencesAreWhereTheJarsAre() throws IOException {
    for (String file : List.of("LICENSE", "NOTICE")) {
      byte[] ours = Files.readAllBytes(Project.directory().resolve(file));
      assertThat(FOLDER.resolve(file)).hasBinaryContent(ours);
      for (String jar : jarsOfFolder()) {
        if (jar.startsWith("kafka-connect-maac-")) {
          try (ZipFile zip = new ZipFile(FOLDER.resolve(jar).toFile())) {
            assertThat(zip.getInputStream(zip.getEntry("META-INF/" + file))).hasBinaryContent(ours);
          }
        }
      }
    }
  }

  @Test
  void theNoticeNamesEveryJar() throws IOException {
    String notice = Files.readString(Project.directory().resolve("NOTICE"));
    for (String jar : jarsOfFolder()) {
      assertThat(notice).contains(jar.replaceAll("-[0-9][0-9.]*\\.jar", ""));
    }
    assertThat(notice).contains("Public Suffix List", "Mozilla Public");
  }

  /** Whoever built it, and under whatever umask. */
  @Test
  void theWorkerMayReadWhatSomebodyElseUnpacks() throws IOException {
    URI zip = URI.create("jar:" + zipFile().toUri());
    try (FileSystem files =
            FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
        Stream<Path> entries = Files.walk(files.getPath("/"))) {
      for (Path entry : entries.skip(1).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(entry)))
            .as("%s", entry)
            .isEqualTo(Files.isDirectory(entry) ? "rwxr-xr-x" : "rw-r--r--");
      }
    }
  }

  @Test
  void theManifestHasWhatConfluentHubAsksFor() throws IOException {
    JsonNode manifest = inZip("manifest.json");

    for (String field :
        List.of(
            "name",
            "version",
            "title",
            "description",
            "owner",
            "license",
            "features",
            "tags",
            "documentation_url",
            "support")) {
      assertThat(manifest.path(field).isEmpty() && manifest.path(field).asText().isEmpty())
          .as("%s is empty", field)
          .isFalse();
    }
    assertThat(manifest.toString()).as("every placeholder is filled").doesNotContain("${");
    assertThat(manifest.path("release_date").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
    assertThat(manifest.path("requirements")).isNotEmpty();
  }

  @Test
  void theListOfWhatIsInsideNamesEveryJarWithALicenceThatMayBePassedOn() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (JsonNode component : inZip("doc/bom.cyclonedx.json").path("components")) {
      String jar = component.path("name").asText() + "-" + component.path("version").asText();
      listed.add(jar + ".jar");
      assertThat(component.at("/licenses/0/license/id").asText())
          .as(jar)
          .isIn("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause");
    }
    Set<String> brought = new TreeSet<>(jarsOfFolder());
    brought.removeIf(jar -> jar.startsWith("kafka-connect-maac-"));
    assertThat(listed).isEqualTo(brought);
  }

  private static JsonNode inZip(String file) throws IOException {
    try (ZipFile zip = new ZipFile(zipFile().toFile())) {
      String root = zip.stream().findFirst().orElseThrow().getName().replaceAll("/.*", "/");
      return new JsonMapper().readTree(zip.getInputStream(zip.getEntry(root + file)));
    }
  }

  private static Path zipFile() throws IOException {
    try (Stream<Path> files = Files.list(Project.target())) {
      return files
          .filter(file -> file.getFileName().toString().matches("kafka-connect-maac-.*\\.zip"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Set<String> jarsOfFolder() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .collect(toCollection(TreeSet::new));
    }
  }

  private static Set<String> filesBelow(String folder, Set<String> entries) {
    return entries.stream()
        .filter(name -> name.startsWith(folder) && !name.endsWith("/"))
        .map(name -> name.substring(folder.length()))
        .collect(toCollection(TreeSet::new));
  }
}
