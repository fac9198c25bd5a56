package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.Answer;
import io.github.linemaac.connect.api.Reading;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.api.Segment;
import io.github.linemaac.connect.api.SegmentCalls;
import io.github.linemaac.connect.api.SegmentPage;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.upload.Retries.Since;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Finds a list in the account, and reads who MAAC says is on it: the first half of a {@link
 * SegmentProcedure}. Knows what became of a creation too, since a creation whose answer was lost is
 * looked for before it is tried again.
 */
final class SegmentLookup {
  /** How long a list whose creation got no answer is looked for before it is made again. */
  private static final long MAX_LOOKUP_MS = 60_000;

  private final SegmentName name;
  private final SegmentSettings segments;
  private final KnownLists known;
  private final Retries retries;
  private final LongSupplier wallMs;

  private SegmentSearch search;
  private Optional<Segment> found = Optional.empty();
  private Optional<LineUidSet> members = Optional.empty();
  private OptionalLong createLostMs = OptionalLong.empty();
  private Optional<String> createRefused = Optional.empty();
  private int timesGone;

  SegmentLookup(
      final SegmentName name,
      final SegmentSettings segments,
      final KnownLists known,
      final Retries retries,
      final LongSupplier wallMs) {
    this.name = name;
    this.segments = segments;
    this.known = known;
    this.retries = retries;
    this.wallMs = wallMs;
    this.search = new SegmentSearch(name);
  }

  /** The call that brings it further. */
  Request request() {
    return found
        .map(segment -> SegmentCalls.members(segment.id()))
        .orElseGet(() -> SegmentCalls.find(name.text(), search.start()));
  }

  /** Takes in the answer to that call. */
  List<Outcome> answered(final Request request, final Answer answer, final long nowMs) {
    return found.isPresent()
        ? readMembers(SegmentCalls.readMembers(request, answer), request, nowMs)
        : foundPage(SegmentCalls.readFind(request, answer), request, nowMs);
  }

  /**
   * Takes who is on the list, once that is known; nobody, if there is no such list. They are many,
   * so they are not held here any longer.
   */
  Optional<LineUidSet> takeMembers() {
    final Optional<LineUidSet> taken = members;
    members = Optional.empty();
    return taken;
  }

  /** Whether what MAAC shows of the list is surely not older than its last upload. */
  boolean isSettled() {
    return found
        .filter(Segment::isReady)
        .flatMap(Segment::updatedAt)
        .map(at -> wallMs.getAsLong() - at.toEpochMilli() >= segments.baselineLagMs())
        .orElse(false);
  }

  private List<Outcome> foundPage(
      final Reading<SegmentPage> reading, final Request request, final long nowMs) {
    if (reading instanceof Reading.NotFound<SegmentPage>) {
      return retries.giveUp(request + " was answered with HTTP 404: check api.url");
    }
    if (!(reading instanceof Reading.Value<SegmentPage> page)) {
      return trouble(reading, request, nowMs);
    }
    retries.succeeded();
    final Optional<String> problem = search.add(page.value());
    if (problem.isPresent()) {
      return retries.giveUp(problem.get());
    }
    if (!search.isDone()) {
      return List.of();
    }
    final Optional<Segment> segment = search.found();
    search = new SegmentSearch(name);
    return segment.isPresent() ? decideExisting(segment.get()) : decideMissing(nowMs);
  }

  private List<Outcome> decideExisting(final Segment segment) {
    final boolean isOurs = known.id(name).isPresent() || createLostMs.isPresent();
    if (!segments.updatesExisting() && !isOurs) {
      return retries.giveUp(
          name
              + " exists in MAAC already, and update.segment=false leaves it alone: set"
              + " update.segment=true, or take another name");
    }
    known.remember(name, segment.id());
    found = Optional.of(segment);
    return List.of();
  }

  private List<Outcome> decideMissing(final long nowMs) {
    if (createRefused.isPresent()) {
      return retries.giveUp(
          name
              + " cannot be made: "
              + createRefused.get()
              + ". If its name is taken, the list that has it is not among those that MAAC shows,"
              + " which may be a day old: restart the task then, or take another name");
    }
    if (createLostMs.isPresent() && nowMs - createLostMs.getAsLong() < MAX_LOOKUP_MS) {
      retries.backOff(nowMs);
      return List.of();
    }
    createLostMs = OptionalLong.empty();
    // A list that this task made may not be shown yet.
    members = Optional.of(known.lastConfirmed(name).orElseGet(LineUidSet::new));
    return List.of();
  }

  private List<Outcome> readMembers(
      final Reading<LineUidSet> reading, final Request request, final long nowMs) {
    if (reading instanceof Reading.NotFound<LineUidSet>) {
      forget();
      return trouble(reading, request, nowMs);
    }
    if (!(reading instanceof Reading.Value<LineUidSet> read)) {
      return trouble(reading, request, nowMs);
    }
    retries.succeeded();
    members = Optional.of(read.value());
    return List.of();
  }

  private List<Outcome> trouble(final Reading<?> reading, final Request request, final long nowMs) {
    return reading instanceof Reading.Refused<?> refused
        ? retries.giveUp(name + ": " + refused.what())
        : retries.after(reading, request, Since.FIRST_CALL, nowMs);
  }

  /**
   * MAAC has the list no more: somebody has deleted it. Its listings may show it for a day, so each
   * time it is looked for later.
   */
  void forget() {
    known.forget(name);
    retries.countFrom(timesGone++);
    found = Optional.empty();
  }

  /** It is not known whether the list was made. */
  void creationLost(final long nowMs) {
    createLostMs = OptionalLong.of(createLostMs.orElse(nowMs));
    found = Optional.empty();
  }

  /**
   * If names are unique, somebody has made the list since it was looked for.
   *
   * @return whether it is worth looking once more
   */
  boolean creationRefused(final String what) {
    if (createRefused.isPresent()) {
      return false;
    }
    createRefused = Optional.of(what);
    found = Optional.empty();
    return true;
  }

  /** MAAC has the list. */
  void made() {
    createLostMs = OptionalLong.empty();
  }
}
