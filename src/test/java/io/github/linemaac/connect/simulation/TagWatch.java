package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.linemaac.connect.config.TagSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Sees which tags one life of a task puts on whom: with {@code tags.resend=changed}, none that MAAC
 * has confirmed, while no partition is taken away and not more members come than are remembered.
 */
final class TagWatch {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More members than a history has. */
  private static final int ENOUGH_MEMBERS = 1_000;

  private final boolean isOnce;
  private final Set<Tagging> confirmed = new HashSet<>();
  private Set<Tagging> sent = Set.of();
  private boolean isForgetting;

  /** A tag of a member, who is known by the import key as it is sent. */
  private record Tagging(String member, String tag) {}

  /** Sees a task that is configured so. */
  TagWatch(final TagSettings tags) {
    this.isOnce = remembersAll(tags);
  }

  /** Whether a task that is configured so forgets nobody for others. */
  static boolean remembersAll(final TagSettings tags) {
    return tags.rememberedMembers() >= ENOUGH_MEMBERS;
  }

  /** An import is sent. */
  void sends(final byte[] body) {
    if (!isOnce) {
      return;
    }
    sent = taggings(body);
    assertThat(sent)
        .as("tags that are put, and that MAAC has confirmed")
        .noneMatch(confirmed::contains);
  }

  /** MAAC says that it is done, and that it skipped so many of its rows. */
  void isDone(final long unmatched) {
    if (unmatched == 0 && !isForgetting) {
      confirmed.addAll(sent);
    }
  }

  /** Whether MAAC has confirmed a tag of a member, so that it need not be sent again. */
  boolean wasConfirmed(final String member, final String tag) {
    return confirmed.contains(new Tagging(member, tag));
  }

  /** A tag is taken off a member, and may be put again. */
  void takesOff(final String member, final String tag) {
    confirmed.remove(new Tagging(member, tag));
  }

  /** Partitions are taken away: the task forgets all, once it is done with what it has sent. */
  void forgets() {
    confirmed.clear();
    isForgetting = true;
  }

  /** Nothing is under way. */
  void isIdle() {
    isForgetting = false;
  }

  private static Set<Tagging> taggings(final byte[] body) {
    try {
      final JsonNode json = JSON.readTree(body);
      final String key = json.get("import_key").asText();
      final Set<Tagging> taggings = new HashSet<>();
      for (final JsonNode row : json.get("data")) {
        json.path("tags").forEach(tag -> taggings.add(tagging(row, key, tag)));
        row.path("tags").forEach(tag -> taggings.add(tagging(row, key, tag)));
      }
      return taggings;
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tagging tagging(final JsonNode row, final String key, final JsonNode tag) {
    return new Tagging(row.get(key).asText(), tag.asText());
  }
}
