package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.Answer;
import io.github.linemaac.connect.api.Reading;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.api.Segment;
import io.github.linemaac.connect.api.SegmentCalls;
import io.github.linemaac.connect.api.SegmentCsv;
import io.github.linemaac.connect.api.SegmentPage;
import io.github.linemaac.connect.batching.SegmentUpload;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings one list into the account: finds it, looks at what MAAC has of it, uploads it whole, and
 * waits until MAAC says ready. A state machine; see {@link Procedure}.
 *
 * <p>What is known from this task's own uploads is believed before MAAC's listings, which may be a
 * day old. A creation whose answer was lost is looked up before it is tried again.
 */
final class SegmentProcedure implements Procedure {
  /** How long a list whose creation got no answer is looked for before it is made again. */
  private static final long MAX_LOOKUP_MS = 60_000;

  /** So often a list that was just uploaded may be unknown: a replica may lag for a moment. */
  private static final int MAX_MISSES = 5;

  private final SegmentUpload upload;
  private final SegmentSettings segments;
  private final DeliverySettings settings;
  private final Backoff backoff;
  private final KnownLists known;
  private final LongSupplier wallMs;
  private final SegmentGuard guard;
  private final SegmentName name;

  private Phase phase = Phase.FIND;
  private Request request = SegmentCalls.get("none");
  private SegmentSearch search;
  private Optional<Segment> found = Optional.empty();
  private LineUidSet list = new LineUidSet();
  private int csvBytes;
  private OptionalLong createLostMs = OptionalLong.empty();
  private Optional<String> createRefused = Optional.empty();
  private long notBeforeMs = Long.MIN_VALUE;
  private OptionalLong startedMs = OptionalLong.empty();
  private OptionalLong uploadedMs = OptionalLong.empty();
  private int attempts;
  private int failures;
  private int misses;
  private long failingSinceMs;
  private int timesGone;
  private boolean revoked;
  private Optional<String> fatal = Optional.empty();

  /** What was decided before any call was made. */
  private List<Outcome> decided = List.of();

  /** Where the procedure stands. */
  private enum Phase {
    FIND,
    READ,
    UPLOAD,
    AWAIT_READY,
    DONE
  }

  SegmentProcedure(
      final SegmentUpload upload,
      final SegmentSettings segments,
      final DeliverySettings settings,
      final Backoff backoff,
      final KnownLists known,
      final LongSupplier wallMs) {
    this.upload = upload;
    this.segments = segments;
    this.settings = settings;
    this.backoff = backoff;
    this.known = known;
    this.wallMs = wallMs;
    this.guard = new SegmentGuard(segments.maxShrinkPercent());
    this.name = upload.name();
    this.search = new SegmentSearch(name);
    if (known.id(name).isPresent() && confirmedBefore().isPresent()) {
      decided = begin(confirmedBefore().get());
    }
  }

  private Optional<LineUidSet> confirmedBefore() {
    return known.confirmed(name, upload.generation());
  }

  @Override
  public void revoke(final Collection<TopicPartition> partitions) {
    revoked |= !partitions.isEmpty();
  }

  @Override
  public Step next(final long nowMs) {
    if (revoked || phase == Phase.DONE) {
      return new Step.Done(revoked ? List.of() : decided);
    }
    if (fatal.isPresent()) {
      return new Step.Fail(fatal.get());
    }
    if (startedMs.isEmpty()) {
      startedMs = OptionalLong.of(nowMs);
    }
    if (nowMs < notBeforeMs) {
      return new Step.WaitUntil(notBeforeMs);
    }
    request = request();
    return new Step.Call(request);
  }

  private Request request() {
    return switch (phase) {
      case FIND -> SegmentCalls.find(name.text(), search.start());
      case READ -> SegmentCalls.members(found.orElseThrow().id());
      case UPLOAD -> {
        attempts++;
        // Written for each attempt, since it is as large as the body that it goes into.
        final byte[] csv = SegmentCsv.write(list);
        yield known
            .id(name)
            .map(id -> SegmentCalls.replace(id, segments.description(), csv))
            .orElseGet(() -> SegmentCalls.create(name.text(), segments.description(), csv));
      }
      case AWAIT_READY, DONE -> SegmentCalls.get(known.id(name).orElseThrow());
    };
  }

  @Override
  public List<Outcome> answered(final Answer answer, final long nowMs) {
    return switch (phase) {
      case FIND -> foundPage(SegmentCalls.readFind(request, answer), nowMs);
      case READ -> readMembers(SegmentCalls.readMembers(request, answer), nowMs);
      case UPLOAD -> uploaded(SegmentCalls.readSegment(request, answer), answer, nowMs);
      case AWAIT_READY, DONE -> looked(SegmentCalls.readSegment(request, answer), nowMs);
    };
  }

  private List<Outcome> foundPage(final Reading<SegmentPage> reading, final long nowMs) {
    if (!(reading instanceof Reading.Value<SegmentPage> page)) {
      return reading instanceof Reading.NotFound<SegmentPage>
          ? fail(request + " was answered with HTTP 404: check api.url")
          : trouble(reading, nowMs);
    }
    failures = 0;
    final Optional<String> problem = search.add(page.value());
    if (problem.isPresent()) {
      return fail(problem.get());
    }
    if (!search.isDone()) {
      return List.of();
    }
    found = search.found();
    search = new SegmentSearch(name);
    return found.isPresent() ? decideExisting(found.get()) : decideMissing(nowMs);
  }

  private List<Outcome> decideExisting(final Segment segment) {
    final boolean isOurs = known.id(name).isPresent() || createLostMs.isPresent();
    if (!segments.updatesExisting() && !isOurs) {
      return fail(
          name
              + " exists in MAAC already, and update.segment=false leaves it alone: set"
              + " update.segment=true, or take another name");
    }
    known.remember(name, segment.id());
    phase = Phase.READ;
    return List.of();
  }

  private List<Outcome> decideMissing(final long nowMs) {
    if (createRefused.isPresent()) {
      return fail(
          name
              + " cannot be made: "
              + createRefused.get()
              + ". If its name is taken, the list that has it is not among those that MAAC shows,"
              + " which may be a day old: restart the task then, or take another name");
    }
    if (createLostMs.isPresent() && nowMs - createLostMs.getAsLong() < MAX_LOOKUP_MS) {
      notBeforeMs = nowMs + backoff.delayMs(++failures);
      return List.of();
    }
    createLostMs = OptionalLong.empty();
    // A list that this task made may not be shown yet.
    return begin(known.lastConfirmed(name).orElseGet(LineUidSet::new));
  }

  private List<Outcome> readMembers(final Reading<LineUidSet> reading, final long nowMs) {
    if (reading instanceof Reading.NotFound<LineUidSet>) {
      return findAgain(reading, nowMs);
    }
    if (!(reading instanceof Reading.Value<LineUidSet> members)) {
      return trouble(reading, nowMs);
    }
    failures = 0;
    final List<Outcome> outcomes = begin(members.value());
    if (phase == Phase.UPLOAD && list.sameAs(members.value()) && isSettled(found.orElseThrow())) {
      known.confirm(name, list, upload.generation());
      return left(Outcome.ListLeft.Why.UNCHANGED);
    }
    return outcomes;
  }

  /** Whether what MAAC shows of a list is surely not older than its last upload. */
  private boolean isSettled(final Segment segment) {
    return segment.isReady()
        && segment
            .updatedAt()
            .map(at -> wallMs.getAsLong() - at.toEpochMilli() >= segments.baselineLagMs())
            .orElse(false);
  }

  /** Decides what the list is to be, now that it is known what MAAC has. */
  private List<Outcome> begin(final LineUidSet before) {
    list =
        segments.baseline() == SegmentSettings.Baseline.MAAC ? laidOver(before) : upload.joined();
    if (list.isEmpty()) {
      return left(Outcome.ListLeft.Why.EMPTY);
    }
    if (confirmedBefore().map(list::sameAs).orElse(false)) {
      return left(Outcome.ListLeft.Why.UNCHANGED);
    }
    final Optional<String> problem =
        SegmentGuard.againstSize(name, list.size())
            .or(() -> guard.againstShrinking(name, before, list));
    if (problem.isPresent()) {
      return fail(problem.get());
    }
    csvBytes = SegmentCsv.bytes(list.size());
    phase = Phase.UPLOAD;
    return SegmentGuard.againstBytes(name, csvBytes).map(this::fail).orElse(List.of());
  }

  private LineUidSet laidOver(final LineUidSet before) {
    final LineUidSet whole = before.copy();
    for (final LineUid id : upload.left().sorted()) {
      whole.remove(id);
    }
    for (final LineUid id : upload.joined().sorted()) {
      whole.add(id);
    }
    return whole;
  }

  private List<Outcome> uploaded(
      final Reading<Segment> reading, final Answer answer, final long nowMs) {
    if (reading instanceof Reading.Value<Segment> segment) {
      failures = 0;
      known.remember(name, segment.value().id());
      uploadedMs = OptionalLong.of(nowMs);
      createLostMs = OptionalLong.empty();
      phase = Phase.AWAIT_READY;
      return ready(segment.value(), nowMs);
    }
    if (reading instanceof Reading.TooLarge<Segment>) {
      return fail(
          name
              + " makes a file of "
              + csvBytes
              + " bytes, which MAAC refuses (HTTP 413): divide"
              + " it among several lists (field.segment_name), then restart the task");
    }
    final boolean creates = known.id(name).isEmpty();
    if (!creates) {
      return reading instanceof Reading.NotFound<Segment>
          ? findAgain(reading, nowMs)
          : trouble(reading, nowMs);
    }
    if (reading instanceof Reading.NotFound<Segment>) {
      return fail(request + " was answered with HTTP 404: check api.url");
    }
    if (reading instanceof Reading.Refused<Segment> refused
        && answer instanceof Answer.Reply reply
        && reply.status() == 400
        && createRefused.isEmpty()) {
      // If names are unique, somebody has made the list since it was looked for.
      createRefused = Optional.of(refused.what());
      phase = Phase.FIND;
      return List.of();
    }
    final boolean mayBeMade = !(answer instanceof Answer.Reply reply && reply.status() == 429);
    if (reading instanceof Reading.Retry<Segment> && mayBeMade) {
      createLostMs = OptionalLong.of(createLostMs.orElse(nowMs));
      phase = Phase.FIND;
    }
    return trouble(reading, nowMs);
  }

  /**
   * /** MAAC has the list no more: somebody has deleted it. Its listings may show it for a day, so
   * each time it is looked for later. What was uploaded a moment ago is looked for before it is
   * made again.
   */
  private <T> List<Outcome> findAgain(final Reading<T> reading, final long nowMs) {
    if (uploadedMs.isPresent()) {
      createLostMs = OptionalLong.of(nowMs);
    }
    known.forget(name);
    found = Optional.empty();
    uploadedMs = OptionalLong.empty();
    phase = Phase.FIND;
    failures = timesGone++;
    return trouble(reading, nowMs);
  }

  private List<Outcome> looked(final Reading<Segment> reading, final long nowMs) {
    if (reading instanceof Reading.Value<Segment> segment) {
      failures = 0;
      misses = 0;
      return ready(segment.value(), nowMs);
    }
    return reading instanceof Reading.NotFound<Segment> && ++misses >= MAX_MISSES
        ? findAgain(reading, nowMs)
        : trouble(reading, nowMs);
  }

  private List<Outcome> ready(final Segment segment, final long nowMs) {
    if (!segment.isReady()) {
      if (nowMs - uploadedMs.orElse(nowMs) >= settings.importTimeoutMs()) {
        return fail(
            name
                + " was uploaded and MAAC was not ready with it within import.timeout.ms="
                + settings.importTimeoutMs()
                + ". Nothing is lost: ask MAAC's support about this list, then restart the task");
      }
      notBeforeMs = nowMs + settings.importPollIntervalMs();
      return List.of();
    }
    known.confirm(name, list, upload.generation());
    phase = Phase.DONE;
    return List.of(
        new Outcome.ListReady(
            upload,
            new SegmentReport(
                segment.id(),
                list.size(),
                csvBytes,
                attempts,
                nowMs - startedMs.orElse(nowMs),
                segment.members())));
  }

  private List<Outcome> left(final Outcome.ListLeft.Why why) {
    phase = Phase.DONE;
    return List.of(new Outcome.ListLeft(upload, why, list.size()));
  }

  private <T> List<Outcome> trouble(final Reading<T> reading, final long nowMs) {
    if (reading instanceof Reading.Refused<T> refused) {
      return fail(name + ": " + refused.what());
    }
    failures++;
    if (failures == 1) {
      failingSinceMs = nowMs;
    }
    return reading instanceof Reading.Retry<T> retry
        ? retry(retry.what(), retry.waitMs(), failures, nowMs)
        : retry(
            request
                + " was answered with HTTP "
                + (reading instanceof Reading.NotFound<T> ? 404 : 413),
            OptionalLong.empty(),
            failures,
            nowMs);
  }

  private List<Outcome> retry(
      final String what, final OptionalLong askedMs, final int count, final long nowMs) {
    // Before the upload, calls that succeed in between bring the list no further.
    final long sinceMs =
        nowMs - (uploadedMs.isPresent() ? failingSinceMs : startedMs.orElse(nowMs));
    if (settings.deliveryTimeoutMs() > 0 && sinceMs >= settings.deliveryTimeoutMs()) {
      return fail(
          name
              + " could not be delivered within delivery.timeout.ms="
              + settings.deliveryTimeoutMs()
              + "; at last: "
              + what
              + ". Nothing is lost: when MAAC answers again, restart the task");
    }
    final long waitMs = askedMs.orElse(0) > 0 ? askedMs.getAsLong() : backoff.delayMs(count);
    notBeforeMs = nowMs + waitMs;
    return List.of(new Outcome.Retrying(what, count, waitMs, !request.method().equals("GET")));
  }

  private List<Outcome> fail(final String message) {
    fatal = Optional.of(message);
    return List.of();
  }
}
