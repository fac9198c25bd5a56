package io.github.linemaac.connect.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.support.Bodies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Sees the imports of one life of a task as they are sent, and checks what no later state would
 * show: their order, whose records are in them, and that none is sent while one may be running.
 */
final class ImportWatch implements SimulatedMaac.Watch {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LINE_UID = Pattern.compile("U[0-9a-f]{32}");
  private static final Pattern TAG_ID = Pattern.compile("\"tag_id\":([0-9]+)");
  private static final Pattern MARKER = Pattern.compile("\"(m[0-9]+)\"");

  /** So often MAAC has to say that it does not know an import before it is believed. */
  private static final int BELIEVED_MISSES = 5;

  private final MemberWorld world;
  private final Map<Source, Integer> newestConfirmed = new HashMap<>();
  private final Map<Source, Set<MemberEntry>> confirmed = new HashMap<>();
  private List<MemberEntry> sent = new ArrayList<>();
  private Optional<String> running = Optional.empty();
  private int misses;
  private boolean isZombie;
  private final TagWatch tags;

  /** Records of one member from one partition come in order; others need not. */
  private record Source(String member, TopicPartition partition) {
    static Source of(final MemberEntry entry) {
      return new Source(entry.member(), entry.partition());
    }
  }

  ImportWatch(final MemberWorld world, final TagWatch tags) {
    this.world = world;
    this.tags = tags;
  }

  /** Partitions are read again from what was committed, so what was confirmed may come again. */
  void readAgain(final Collection<TopicPartition> partitions) {
    newestConfirmed.keySet().removeIf(source -> partitions.contains(source.partition()));
    confirmed.keySet().removeIf(source -> partitions.contains(source.partition()));
    sent.removeIf(entry -> partitions.contains(entry.partition()));
  }

  /** Another task has the partitions by now, which this one does not know. */
  void isZombie(final boolean is) {
    isZombie = is;
  }

  @Override
  public void asks(final Request request) {
    if (request.method().equals("DELETE")) {
      takesOff(new String(Bodies.bytes(request), UTF_8));
    }
    if (!isImport(request)) {
      return;
    }
    assertThat(running).as("an import is sent while one runs that is known").isEmpty();
    tags.sends(Bodies.bytes(request));
    sent = entriesIn(Bodies.bytes(request));
    for (final MemberEntry entry : sent) {
      assertThat(isZombie || world.assigned().contains(entry.partition()))
          .as("another task may have the records of other partitions by now: %s", entry)
          .isTrue();
      assertThat(newestConfirmed.getOrDefault(Source.of(entry), -1))
          .as("a later record of the member was confirmed before %s is sent", entry)
          .isLessThanOrEqualTo(entry.number());
      for (final MemberEntry earlier : confirmed.getOrDefault(Source.of(entry), Set.of())) {
        assertThat(
                isZombie
                    || MemberBooks.isTakenOff(earlier, world)
                    || world.topics().gone().contains(earlier))
            .as("what %s takes off is off before %s is sent", earlier, entry)
            .isTrue();
      }
    }
  }

  /** A tag that one record alone takes off says which one it is. */
  private void takesOff(final String json) {
    final Matcher id = TAG_ID.matcher(json);
    assertThat(id.find()).isTrue();
    final Optional<String> tag =
        world.sandbox().account().tags().nameOf(Long.parseLong(id.group(1)));
    final MemberEntry entry =
        tag.map(name -> world.producer().marked(name.replace(MemberProducer.REMOVABLE, "")))
            .orElse(null);
    final Matcher member = LINE_UID.matcher(json);
    assertThat(member.find()).isTrue();
    tag.ifPresent(name -> tags.takesOff(member.group(), name));
    if (entry == null) {
      return;
    }
    assertThat(isZombie || world.assigned().contains(entry.partition()))
        .as("another task may have the records of other partitions by now: %s", entry)
        .isTrue();
    assertThat(
            entry.kind() == MemberEntry.Kind.REMOVAL
                || tags.wasConfirmed(entry.member(), entry.marker())
                || confirmed.getOrDefault(Source.of(entry), Set.of()).contains(entry))
        .as("the import of %s is confirmed before something is taken off", entry)
        .isTrue();
  }

  @Override
  public void isTold(final Request request, final HttpReply answer) {
    if (isImport(request)) {
      running = body(answer).filter(body -> body.has("id")).map(body -> body.get("id").asText());
      misses = 0;
    } else if (request.path().contains("/member/import/")) {
      isToldOfStatus(answer);
    }
  }

  private void isToldOfStatus(final HttpReply answer) {
    if (answer instanceof HttpReply.Reply reply && reply.status() == 404) {
      misses++;
      if (misses >= BELIEVED_MISSES) {
        running = Optional.empty();
      }
      return;
    }
    final Optional<JsonNode> body = body(answer).filter(read -> read.has("status"));
    if (body.isPresent()) {
      misses = 0;
      if (body.get().get("status").asText().equals("done")) {
        running = Optional.empty();
        if (body.get().path("result").path("success").asBoolean()) {
          tags.isDone(body.get().get("result").path("mismatch_num").asLong());
          world.isConfirmed(sent);
          sent.forEach(
              entry ->
                  confirmed.computeIfAbsent(Source.of(entry), s -> new HashSet<>()).add(entry));
          sent.forEach(entry -> newestConfirmed.merge(Source.of(entry), entry.number(), Math::max));
        }
      }
    }
  }

  private List<MemberEntry> entriesIn(final byte[] body) {
    final List<MemberEntry> entries = new ArrayList<>();
    final Matcher markers = MARKER.matcher(new String(body, UTF_8));
    while (markers.find()) {
      entries.add(world.producer().marked(markers.group(1)));
    }
    return entries;
  }

  private static boolean isImport(final Request request) {
    return request.method().equals("POST") && request.path().endsWith("/member/import/");
  }

  private static Optional<JsonNode> body(final HttpReply answer) {
    if (!(answer instanceof HttpReply.Reply reply) || reply.status() != 200) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readTree(reply.body()));
    } catch (final IOException e) {
      return Optional.empty();
    }
  }
}
