package io.github.linemaac.quickstart;

import io.github.linemaac.cluster.Project;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param members a file of member records, JSON lines, UTF-8
 * @param segments a file of changes to segments, none if the members are the user's own: MAAC keeps only
 *     ids of members that it knows, and nobody is to find made-up segments in an account
 * @param snapshots a file of the runs of a query, none in the same case
 * @param account the account to deliver to; the sandbox if empty
 * @param stays whether everything is kept up at the end, until the user interrupts it
 */
public record QuickstartSettings(
    Path members,
    Optional<Path> segments,
    Optional<Path> snapshots,
    Optional<Account> account,
    boolean stays) {

  private static final String SAMPLE_MEMBERS = "config/sample-members.jsonl";
  private static final String SAMPLE_SEGMENTS = "config/sample-segments.jsonl";
  private static final String SAMPLE_SNAPSHOTS = "config/sample-snapshots.jsonl";

  /** A real MAAC account. */
  public record Account(URI url, String token) {

    @Override
    public String toString() {
      return url.toString();
    }
  }

  /**
   * Reads the settings that {@code pom.xml} hands over as environment variables.
   *
   * @throws IllegalArgumentException if they cannot be carried out; the message says what to do
   */
  public static QuickstartSettings of(Map<String, String> environment) {
    String members = environment.getOrDefault("QUICKSTART_MEMBERS", "");
    Optional<Account> account =
        account(
            environment.getOrDefault("QUICKSTART_API_URL", ""),
            environment.getOrDefault("QUICKSTART_API_TOKEN", ""));
    if (account.isPresent() && members.isEmpty()) {
      throw new IllegalArgumentException(
          "The sample's members are made up, and MAAC would create them in the account."
              + " Name a file of your own: -Dquickstart.members=FILE");
    }
    Path standsIn = Path.of(environment.getOrDefault("QUICKSTART_STANDS_IN", ""));
    return new QuickstartSettings(
        members.isEmpty()
            ? Project.directory().resolve(SAMPLE_MEMBERS)
            : readable(standsIn, members),
        members.isEmpty() ? sample(SAMPLE_SEGMENTS) : Optional.empty(),
        members.isEmpty() ? sample(SAMPLE_SNAPSHOTS) : Optional.empty(),
        account,
        !environment.getOrDefault("QUICKSTART_STAY", "false").equals("false"));
  }

  private static Optional<Path> sample(String path) {
    return Optional.of(Project.directory().resolve(path));
  }

  private static Optional<Account> account(String url, String token) {
    if (url.isEmpty() && token.isEmpty()) {
      return Optional.empty();
    }
    if (url.isEmpty() || token.isEmpty()) {
      throw new IllegalArgumentException(
          "A real account needs both -Dapi.url=https://api.cresclab.com (Japan:"
              + " https://api.jp.cresclab.com) and -Dapi.token=TOKEN; leave out both for the sandbox.");
    }
    return Optional.of(new Account(URI.create(url), token));
  }

  private static Path readable(Path standsIn, String file) {
    Path path = standsIn.resolve(file).toAbsolutePath().normalize();
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new IllegalArgumentException(
          "There is no file to read at %s. Check -Dquickstart.members.".formatted(path));
    }
    return path;
  }
}
