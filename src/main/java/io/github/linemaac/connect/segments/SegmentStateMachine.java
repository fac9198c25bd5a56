package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.api.ApiResult;
import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.api.Segment;
import io.github.linemaac.connect.api.SegmentCalls;
import io.github.linemaac.connect.api.SegmentCsv;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.Retries;
import io.github.linemaac.connect.upload.Retries.Since;
import io.github.linemaac.connect.upload.SegmentReport;
import io.github.linemaac.connect.upload.Step;
import io.github.linemaac.connect.upload.UploadStateMachine;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings one list into the account: {@linkplain SegmentLookup looks} at what MAAC has of it,
 * uploads it whole, and waits until MAAC says ready. A state machine; see {@link
 * UploadStateMachine}.
 *
 * <p>What is known from this task's own uploads is believed before MAAC's listings, which may be a
 * day old.
 */
final class SegmentStateMachine implements UploadStateMachine {
  /** So often a list that is ready is taken for one from before its upload: a replica may lag. */
  private static final int MAX_OLD_LOOKS = 5;

  private final SegmentUpload upload;
  private final SegmentSettings segments;
  private final DeliverySettings settings;
  private final SegmentCache known;
  private final SegmentGuard guard;
  private final SegmentName name;
  private final Retries retries;
  private final SegmentLookup lookup;

  private Phase phase = Phase.NEW;
  private Request request = SegmentCalls.get("none");
  private LineUidSet list = new LineUidSet();
  private int csvBytes;
  private OptionalLong uploadedMs = OptionalLong.empty();
  private int attempts;
  private int oldLooks;
  private boolean revoked;

  /** What was decided before any call was made. */
  private List<Outcome> decided = List.of();

  /** Where the procedure stands. */
  private enum Phase {
    NEW,
    LOOKUP,
    UPLOAD,
    AWAIT_READY,
    DONE
  }

  SegmentStateMachine(final SegmentUpload upload, final SegmentStateMachines shared) {
    this.upload = upload;
    this.segments = shared.segments();
    this.settings = shared.settings();
    this.known = shared.known();
    this.guard = new SegmentGuard(segments.maxShrinkPercent(), segments.maxShrinkIds());
    this.name = upload.name();
    this.retries = new Retries(name.toString(), settings, shared.backoff());
    this.lookup = new SegmentLookup(upload, shared, retries);
  }

  private Optional<LineUidSet> confirmedBefore() {
    return known.confirmed(name, upload.generation());
  }

  @Override
  public boolean revoke(final Collection<TopicPartition> partitions) {
    revoked |= !partitions.isEmpty();
    return !revoked;
  }

  @Override
  public Step next(final long nowMs) {
    if (phase == Phase.NEW && !revoked) {
      start();
    }
    if (revoked || phase == Phase.DONE) {
      return new Step.Done(revoked ? List.of() : decided);
    }
    if (retries.gaveUp().isPresent()) {
      return new Step.Fail(retries.gaveUp().get());
    }
    retries.calling(nowMs);
    if (nowMs < retries.notBeforeMs()) {
      return new Step.WaitUntil(retries.notBeforeMs());
    }
    request = request();
    return new Step.Call(request);
  }

  /** What the uploads before this one have come to is known by now. */
  private void start() {
    phase = Phase.LOOKUP;
    lookup.start();
    if (known.id(name).isPresent() && confirmedBefore().isPresent()) {
      decided = begin(confirmedBefore().get());
    }
  }

  private Request request() {
    return switch (phase) {
      case NEW, LOOKUP -> lookup.request();
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
  public List<Outcome> answered(final HttpReply answer, final long nowMs) {
    return switch (phase) {
      case NEW, LOOKUP -> lookedUp(lookup.answered(request, answer, nowMs));
      case UPLOAD -> uploaded(read(answer), answer, nowMs);
      case AWAIT_READY, DONE -> looked(read(answer), nowMs);
    };
  }

  private ApiResult<Segment> read(final HttpReply answer) {
    return known
        .id(name)
        .map(id -> SegmentCalls.readSegment(request, answer, id))
        .orElseGet(() -> SegmentCalls.readSegment(request, answer));
  }

  private List<Outcome> lookedUp(final List<Outcome> outcomes) {
    return lookup.takeMembers().map(this::decide).orElse(outcomes);
  }

  private List<Outcome> decide(final LineUidSet before) {
    final List<Outcome> outcomes = begin(before);
    if (phase == Phase.UPLOAD && list.sameAs(before) && lookup.isSettled()) {
      known.confirm(name, list, upload.generation());
      return done(new Outcome.SegmentUnchanged(upload, list.size()));
    }
    return outcomes;
  }

  /** Decides what the list is to be, now that it is known what MAAC has. */
  private List<Outcome> begin(final LineUidSet before) {
    list =
        segments.baseline() == SegmentSettings.Baseline.MAAC ? laidOver(before) : upload.joined();
    if (list.isEmpty()) {
      return done(new Outcome.SegmentEmpty(upload));
    }
    if (confirmedBefore().map(list::sameAs).orElse(false)) {
      return done(new Outcome.SegmentUnchanged(upload, list.size()));
    }
    final Optional<String> problem =
        SegmentGuard.againstSize(name, list.size())
            .or(() -> guard.againstShrinking(name, before, lookup.counted(), list));
    if (problem.isPresent()) {
      return retries.giveUp(problem.get());
    }
    csvBytes = SegmentCsv.bytes(list.size());
    phase = Phase.UPLOAD;
    return List.of();
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
      final ApiResult<Segment> reading, final HttpReply answer, final long nowMs) {
    if (reading instanceof ApiResult.Value<Segment> segment) {
      retries.succeeded();
      known.remember(name, segment.value().id());
      uploadedMs = OptionalLong.of(nowMs);
      lookup.isThere();
      phase = Phase.AWAIT_READY;
      return ready(segment.value(), nowMs);
    }
    if (reading instanceof ApiResult.TooLarge<Segment>) {
      return retries.giveUp(
          name
              + " makes a file of "
              + csvBytes
              + " bytes, which MAAC refuses (HTTP 413): split it into several segments"
              + " (field.segment_name), then restart the task");
    }
    final boolean creates = known.id(name).isEmpty();
    if (!creates) {
      return trouble(reading, nowMs);
    }
    if (reading instanceof ApiResult.NotFound<Segment>) {
      return lookup.misrouted(reading, request, nowMs);
    }
    if (reading instanceof ApiResult.Refused<Segment> refused
        && answer instanceof HttpReply.Reply reply
        && reply.status() == 400
        && lookup.creationRefused(refused.what())) {
      phase = Phase.LOOKUP;
      return List.of();
    }
    final boolean mayBeMade = !(answer instanceof HttpReply.Reply reply && reply.status() == 429);
    if (reading instanceof ApiResult.Retry<Segment> && mayBeMade) {
      lookup.creationLost(nowMs);
      phase = Phase.LOOKUP;
    }
    return trouble(reading, nowMs);
  }

  private List<Outcome> looked(final ApiResult<Segment> reading, final long nowMs) {
    if (reading instanceof ApiResult.Value<Segment> segment) {
      retries.succeeded();
      lookup.isThere();
      return ready(segment.value(), nowMs);
    }
    return trouble(reading, nowMs);
  }

  private List<Outcome> ready(final Segment segment, final long nowMs) {
    final boolean isOld = known.isAsSeen(name, segment) && ++oldLooks <= MAX_OLD_LOOKS;
    if (!segment.isReady() || isOld) {
      if (nowMs - uploadedMs.orElse(nowMs) >= settings.importTimeoutMs()) {
        return retries.giveUp(
            name
                + " was uploaded and MAAC was not ready with it within import.timeout.ms="
                + settings.importTimeoutMs()
                + ". Nothing is lost: ask MAAC's support about this segment, then restart the"
                + " task");
      }
      retries.waitUntil(nowMs + settings.importPollIntervalMs());
      return List.of();
    }
    known.seen(name, segment);
    known.confirm(name, list, upload.generation());
    return done(
        new Outcome.SegmentReady(
            upload,
            new SegmentReport(
                segment.id(),
                list.size(),
                csvBytes,
                attempts,
                retries.tookMs(nowMs),
                segment.members())));
  }

  private List<Outcome> done(final Outcome outcome) {
    phase = Phase.DONE;
    return List.of(outcome);
  }

  private List<Outcome> trouble(final ApiResult<Segment> reading, final long nowMs) {
    if (reading instanceof ApiResult.Refused<Segment> refused) {
      return retries.giveUp(name + ": " + refused.what());
    }
    final Since since = uploadedMs.isPresent() ? Since.FIRST_FAILURE : Since.FIRST_CALL;
    return reading instanceof ApiResult.NotFound<Segment>
        ? notFound(reading, since, nowMs)
        : retries.after(reading, request, since, nowMs);
  }

  /** MAAC does not know the list: before that is believed, it is asked again. */
  private List<Outcome> notFound(
      final ApiResult<Segment> reading, final Since since, final long nowMs) {
    final List<Outcome> outcomes = lookup.notFound(reading, request, since, nowMs);
    if (phase == Phase.UPLOAD || known.id(name).isEmpty()) {
      uploadedMs = OptionalLong.empty();
      phase = Phase.LOOKUP;
    }
    return outcomes;
  }
}
