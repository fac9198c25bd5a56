package io.github.linemaac.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.cluster.KafkaTopics;
import io.github.linemaac.cluster.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody looks around while everything stays up: what they append to files is sent, and what is
 * rejected is told. Where the account is a sandbox, members of the sample are sent again now and
 * then, so that there is something to see.
 */
final class Visit {

  private static final long LOOK_EVERY_MS = 250;
  private static final int LOOKS_BETWEEN_SAMPLES = 12;

  private final KafkaTopics topics;
  private final QuickstartReport report;
  private final FollowedTopic members;
  private final List<FollowedTopic> followed;

  /**
   * Begins a visit.
   *
   * @param folder where the files to append to and to look into are made
   * @param hasSegments whether a connector keeps segments
   */
  Visit(KafkaTopics topics, QuickstartReport report, Path folder, boolean hasSegments) {
    this.topics = topics;
    this.report = report;
    this.members = FollowedTopic.in(folder, Deliveries.Flow.MEMBERS);
    this.followed =
        hasSegments
            ? List.of(members, FollowedTopic.in(folder, Deliveries.Flow.SEGMENTS))
            : List.of(members);
  }

  /**
   * Goes on until the thread is interrupted.
   *
   * @param sample members to send again where that does no harm
   */
  void last(Destination maac, Path sample) throws InterruptedException {
    invite(maac);
    List<String> lines = maac.isSandbox() ? read(sample) : List.of();
    for (int look = 0; ; look++) {
      for (FollowedTopic topic : followed) {
        topic.sendNew(topics);
        topic.tellRejected(topics);
      }
      if (!lines.isEmpty() && look % LOOKS_BETWEEN_SAMPLES == 0) {
        members.send(topics, Stream.of(lines.get(look / LOOKS_BETWEEN_SAMPLES % lines.size())));
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  private void invite(Destination maac) {
    report.say("Everything stays up until you interrupt it (Ctrl-C).");
    if (maac.isSandbox()) {
      report.started("console", maac.url() + "/", "watch the account, and break it");
    }
    for (FollowedTopic topic : followed) {
      report.started("append to", Project.shown(topic.appended()), "each line is a record");
      report.started("rejected", Project.shown(topic.rejected()), "each record with its reason");
    }
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
