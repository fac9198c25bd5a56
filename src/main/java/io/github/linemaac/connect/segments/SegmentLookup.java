package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.api.ApiResult;
import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.api.Segment;
import io.github.linemaac.connect.api.SegmentCalls;
import io.github.linemaac.connect.api.SegmentPage;
import io.github.linemaac.connect.api.SegmentSearch;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.Retries;
import io.github.linemaac.connect.upload.Retries.Since;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds a segment in the account, and reads who MAAC says is on it: the first half of a {@link
 * SegmentStateMachine}. A segment whose number is known is asked for by that; else it is looked for
 * by its name. No single answer is believed that would undo something: that a segment is gone, that
 * there is none, that few are on it.
 */
final class SegmentLookup {
  /** So often the ids are read if they are fewer than MAAC counts: both may be old. */
  private static final int MAX_READS = 4;

  private final SegmentName name;
  private final int generation;
  private final SegmentSettings segments;
  private final SegmentCache known;
  private final Retries retries;
  private final Time time;

  /** When it began: a clock that is wrong for a moment is wrong at one look. */
  private long begunWallMs;

  private final Absence goneByNumber = new Absence();
  private final Creation creation = new Creation();
  private final Absence misrouted = new Absence();

  private Asks asks = Asks.LISTING;
  private SegmentSearch search;
  private Optional<Segment> found = Optional.empty();
  private Optional<String> goneId = Optional.empty();
  private Optional<LineUidSet> members = Optional.empty();
  private long counted;
  private int reads;

  /** What is asked next. */
  private enum Asks {
    LISTING,
    BY_NUMBER,
    MEMBERS
  }

  SegmentLookup(
      final SegmentUpload upload, final SegmentStateMachines shared, final Retries retries) {
    this.name = upload.name();
    this.generation = upload.generation();
    this.segments = shared.segments();
    this.known = shared.known();
    this.retries = retries;
    this.time = shared.time();
    this.search = new SegmentSearch(name);
  }

  /** Begins; nothing is asked or told before. */
  void start() {
    begunWallMs = time.wallMs();
    asks = known.id(name).isPresent() ? Asks.BY_NUMBER : Asks.LISTING;
  }

  /** The call that brings it further. */
  Request request() {
    return switch (asks) {
      case LISTING -> SegmentCalls.find(name.text(), search.start());
      case BY_NUMBER -> SegmentCalls.get(number());
      case MEMBERS -> SegmentCalls.members(number());
    };
  }

  private String number() {
    return known.id(name).orElseThrow();
  }

  /** Takes in the answer to that call. */
  List<Outcome> answered(final Request request, final HttpReply answer, final long nowMs) {
    return switch (asks) {
      case LISTING -> listed(SegmentCalls.readFind(request, answer), request, nowMs);
      case BY_NUMBER -> shown(SegmentCalls.readSegment(request, answer, number()), request, nowMs);
      case MEMBERS -> membersRead(SegmentCalls.readMembers(request, answer), request, nowMs);
    };
  }

  /**
   * Takes who is on the segment, once that is known; nobody, if there is no such segment. They are
   * many, so they are not held here any longer.
   */
  Optional<LineUidSet> takeMembers() {
    final Optional<LineUidSet> taken = members;
    members = Optional.empty();
    return taken;
  }

  /**
   * How many MAAC counts on the segment whose ids were read; 0 if it does not say, or none were.
   */
  long counted() {
    return counted;
  }

  /** Whether what MAAC shows of the segment is surely not older than its last upload. */
  boolean isSettled() {
    final long believedMs = Math.min(begunWallMs, time.wallMs()) - segments.baselineLagMs();
    return found.filter(segment -> segment.isReadySince(believedMs)).isPresent();
  }

  private List<Outcome> listed(
      final ApiResult<SegmentPage> reading, final Request request, final long nowMs) {
    if (reading instanceof ApiResult.NotFound<SegmentPage>) {
      search = new SegmentSearch(name);
      return misrouted(reading, request, nowMs);
    }
    if (!(reading instanceof ApiResult.Value<SegmentPage> page)) {
      return trouble(reading, request, nowMs);
    }
    misrouted.end();
    search.add(page.value().without(known::isGone));
    if (search.neverEnds()) {
      search = new SegmentSearch(name);
      return trouble(retry(request + " returned pages without end"), request, nowMs);
    }
    if (!search.isDone()) {
      return List.of();
    }
    final SegmentSearch done = search;
    search = new SegmentSearch(name);
    if (done.problem().isPresent()) {
      return retries.giveUp(done.problem().get() + ", then restart the task");
    }
    return done.found().isPresent() ? decideExisting(done.found().get()) : decideMissing(nowMs);
  }

  private List<Outcome> decideExisting(final Segment segment) {
    final boolean isOurs = creation.isLost() || goneId.map(segment.id()::equals).orElse(false);
    if (!segments.updatesExisting() && !isOurs) {
      return retries.giveUp(
          name
              + " exists in MAAC already, and update.segment=false leaves it alone: set"
              + " update.segment=true, or choose another name");
    }
    known.remember(name, segment.id());
    readFrom(segment);
    return List.of();
  }

  /** What was confirmed is believed before what MAAC shows, which may be a day old. */
  private void readFrom(final Segment segment) {
    found = Optional.of(segment);
    known.seen(name, segment);
    final Optional<LineUidSet> confirmed = known.confirmed(name, generation);
    if (confirmed.isPresent()) {
      counted = 0;
      takes(confirmed.get());
    } else {
      asks = Asks.MEMBERS;
    }
  }

  private List<Outcome> decideMissing(final long nowMs) {
    if (creation.refused().isPresent()) {
      return retries.giveUp(
          name
              + " cannot be created: "
              + creation.refused().get()
              + ". If its name is taken, the segment that has it is missing from MAAC's listing,"
              + " which may be a day old: restart the task then, or choose another name");
    }
    if (creation.missed()) {
      retries.succeeded();
    }
    if (!creation.mayBegin(nowMs)) {
      retries.backOff(nowMs);
      retries.callBy(creation.lookByMs(), nowMs);
      return List.of();
    }
    creation.end();
    counted = 0;
    takes(new LineUidSet());
    return List.of();
  }

  private List<Outcome> shown(
      final ApiResult<Segment> reading, final Request request, final long nowMs) {
    if (reading instanceof ApiResult.NotFound<Segment>) {
      return notFound(reading, request, Since.FIRST_CALL, nowMs);
    }
    if (!(reading instanceof ApiResult.Value<Segment> segment)) {
      return trouble(reading, request, nowMs);
    }
    goneByNumber.end();
    readFrom(segment.value());
    return List.of();
  }

  private List<Outcome> membersRead(
      final ApiResult<LineUidSet> reading, final Request request, final long nowMs) {
    if (reading instanceof ApiResult.NotFound<LineUidSet>) {
      return notFound(reading, request, Since.FIRST_CALL, nowMs);
    }
    if (!(reading instanceof ApiResult.Value<LineUidSet> read)) {
      return trouble(reading, request, nowMs);
    }
    goneByNumber.end();
    final int ids = read.value().size();
    counted = found.map(segment -> Math.max(0, segment.members())).orElse(0L);
    // A few may have unfollowed or come back since they were counted.
    if ((counted - ids) * 100 > counted && ++reads < MAX_READS) {
      asks = Asks.BY_NUMBER;
      return trouble(
          retry(request + " gave " + ids + " of the " + counted + " ids that MAAC counts"),
          request,
          nowMs);
    }
    takes(read.value());
    return List.of();
  }

  private void takes(final LineUidSet read) {
    retries.succeeded();
    members = Optional.of(read);
  }

  private List<Outcome> trouble(
      final ApiResult<?> reading, final Request request, final long nowMs) {
    return reading instanceof ApiResult.Refused<?> refused
        ? retries.giveUp(name + ": " + refused.what())
        : retries.after(reading, request, Since.FIRST_CALL, nowMs);
  }

  private static ApiResult<?> retry(final String what) {
    return new ApiResult.Retry<>(what, OptionalLong.empty());
  }

  /**
   * MAAC does not know the segment's number. If it goes on saying so, somebody has deleted the
   * segment: its number is forgotten. Listings may show it for a day, so each time it is looked for
   * later, unless it may have been this connector that deleted it.
   */
  List<Outcome> notFound(
      final ApiResult<?> reading, final Request request, final Since since, final long nowMs) {
    goneByNumber.note(nowMs);
    found = Optional.empty();
    asks = Asks.BY_NUMBER;
    final List<Outcome> outcomes = retries.after(reading, request, since, nowMs);
    retries.callBy(goneByNumber.believedAtMs(), nowMs);
    if (goneByNumber.isBelieved(nowMs)) {
      if (goneId.isEmpty()) {
        retries.waitUntil(nowMs);
      }
      goneId = known.id(name);
      if (segments.whenEmpty().deletes()) {
        known.gone(name);
      }
      known.forget(name);
      asks = Asks.LISTING;
    }
    return outcomes;
  }

  /** MAAC does not know a call that needs no number: perhaps it is not MAAC that answers. */
  List<Outcome> misrouted(final ApiResult<?> reading, final Request request, final long nowMs) {
    misrouted.note(nowMs);
    if (misrouted.isBelieved(nowMs)) {
      return retries.giveUp(request + " returned HTTP 404 for a minute: check api.url");
    }
    final List<Outcome> outcomes = trouble(reading, request, nowMs);
    retries.callBy(misrouted.believedAtMs(), nowMs);
    return outcomes;
  }

  /** It is not known whether the segment was made: it is looked for before it is made again. */
  void creationLost(final long nowMs) {
    creation.lost(nowMs);
    asks = Asks.LISTING;
  }

  /** The creation is refused; whether it is worth looking once more. */
  boolean creationRefused(final String what) {
    asks = Asks.LISTING;
    return creation.refuse(what);
  }

  /** MAAC has the segment. */
  void isThere() {
    creation.end();
    misrouted.end();
    goneByNumber.end();
  }
}
