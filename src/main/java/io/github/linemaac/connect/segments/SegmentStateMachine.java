package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.api.ApiResult;
import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.api.Segment;
import io.github.linemaac.connect.api.SegmentCalls;
import io.github.linemaac.connect.api.SegmentCsv;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.segments.SegmentPlan.Goal;
import io.github.linemaac.connect.segments.SegmentUploadState.Awaiting;
import io.github.linemaac.connect.segments.SegmentUploadState.Deleting;
import io.github.linemaac.connect.segments.SegmentUploadState.Done;
import io.github.linemaac.connect.segments.SegmentUploadState.LookingUp;
import io.github.linemaac.connect.segments.SegmentUploadState.New;
import io.github.linemaac.connect.segments.SegmentUploadState.Uploading;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.Retries;
import io.github.linemaac.connect.upload.Retries.Since;
import io.github.linemaac.connect.upload.SegmentReport;
import io.github.linemaac.connect.upload.Step;
import io.github.linemaac.connect.upload.UploadStateMachine;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings one segment into the account: {@linkplain SegmentLookup looks} at what MAAC has of it,
 * uploads it whole, and waits until MAAC says ready. A state machine; see {@link
 * UploadStateMachine}.
 *
 * <p>What is known from this task's own uploads is believed before MAAC's listings, which may be a
 * day old.
 */
final class SegmentStateMachine implements UploadStateMachine {
  private final SegmentUpload upload;
  private final SegmentSettings segments;
  private final DeliverySettings settings;
  private final SegmentCache known;
  private final SegmentPlan plan;
  private final SegmentName name;
  private final Retries retries;
  private final SegmentLookup lookup;

  private SegmentUploadState state = new New();
  private Optional<Request> asked = Optional.empty();
  private int attempts;
  private boolean revoked;

  SegmentStateMachine(final SegmentUpload upload, final SegmentStateMachines shared) {
    this.upload = upload;
    this.segments = shared.segments();
    this.settings = shared.settings();
    this.known = shared.known();
    this.plan = new SegmentPlan(segments);
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
    if (revoked) {
      return new Step.Done(List.of());
    }
    if (state instanceof New) {
      start();
    }
    if (state instanceof Done done) {
      return new Step.Done(done.untold());
    }
    if (retries.gaveUp().isPresent()) {
      return new Step.Fail(retries.gaveUp().get());
    }
    retries.calling(nowMs);
    if (nowMs < retries.notBeforeMs()) {
      return new Step.WaitUntil(retries.notBeforeMs());
    }
    final Request request = request();
    asked = Optional.of(request);
    return new Step.Call(request);
  }

  /** What the uploads before this one have come to is known by now. */
  private void start() {
    state = new LookingUp();
    lookup.start();
    if (known.id(name).isPresent() && confirmedBefore().isPresent()) {
      final List<Outcome> outcomes = begin(confirmedBefore().get());
      state = state instanceof Done ? new Done(outcomes) : state;
    }
  }

  private Request request() {
    if (state instanceof Uploading uploading) {
      attempts++;
      // Written for each attempt, since it is as large as the body that it goes into.
      final byte[] csv = SegmentCsv.write(uploading.ids());
      return known
          .id(name)
          .map(id -> SegmentCalls.replace(id, segments.description(), csv))
          .orElseGet(() -> SegmentCalls.create(name.text(), segments.description(), csv));
    }
    if (state instanceof Deleting deleting) {
      return SegmentCalls.delete(deleting.id());
    }
    return state instanceof Awaiting
        ? SegmentCalls.get(known.id(name).orElseThrow())
        : lookup.request();
  }

  private Request asked() {
    return asked.orElseThrow();
  }

  @Override
  public List<Outcome> answered(final HttpReply answer, final long nowMs) {
    if (state instanceof Uploading uploading) {
      return uploaded(uploading, answer, nowMs);
    }
    if (state instanceof Deleting deleting) {
      return deleted(deleting, answer, nowMs);
    }
    return state instanceof Awaiting awaiting
        ? looked(awaiting, answer, nowMs)
        : lookedUp(lookup.answered(asked(), answer, nowMs));
  }

  private ApiResult<Segment> read(final HttpReply answer) {
    return known
        .id(name)
        .map(id -> SegmentCalls.readSegment(asked(), answer, id))
        .orElseGet(() -> SegmentCalls.readSegment(asked(), answer));
  }

  private List<Outcome> lookedUp(final List<Outcome> outcomes) {
    return lookup.takeMembers().map(this::decide).orElse(outcomes);
  }

  private List<Outcome> decide(final LineUidSet before) {
    final List<Outcome> outcomes = begin(before);
    if (state instanceof Uploading uploading
        && uploading.ids().sameAs(before)
        && lookup.isSettled()) {
      known.confirm(name, before, upload.generation());
      return done(new Outcome.SegmentUnchanged(upload, uploading.goal().members()));
    }
    return outcomes;
  }

  private List<Outcome> begin(final LineUidSet before) {
    final Goal goal = plan.goal(upload, before, lookup.counted());
    if (goal instanceof Goal.Refused refused) {
      return retries.giveUp(refused.why());
    }
    if (goal instanceof Goal.Holds holds) {
      if (confirmedBefore().map(holds.ids()::sameAs).orElse(false)) {
        return done(new Outcome.SegmentUnchanged(upload, holds.members()));
      }
      state = new Uploading(holds);
      return List.of();
    }
    if (goal instanceof Goal.Kept) {
      return done(new Outcome.SegmentEmpty(upload));
    }
    if (known.id(name).isEmpty()) {
      return done(new Outcome.SegmentUnchanged(upload, 0));
    }
    state = new Deleting(known.id(name).get());
    return List.of();
  }

  private List<Outcome> deleted(final Deleting deleting, final HttpReply answer, final long nowMs) {
    final ApiResult<String> reading = SegmentCalls.readDelete(asked(), answer, deleting.id());
    if (!(reading instanceof ApiResult.Value<String> gone)) {
      return trouble(reading, Since.FIRST_CALL, nowMs);
    }
    known.gone(name);
    return done(new Outcome.SegmentDeleted(upload, gone.value(), retries.tookMs(nowMs)));
  }

  private List<Outcome> uploaded(
      final Uploading uploading, final HttpReply answer, final long nowMs) {
    final ApiResult<Segment> reading = read(answer);
    if (reading instanceof ApiResult.Value<Segment> segment) {
      retries.succeeded();
      known.remember(name, segment.value().id());
      lookup.isThere();
      final Awaiting awaiting =
          new Awaiting(uploading, new PendingSegment(name, known, settings, retries, nowMs));
      state = awaiting;
      return ready(awaiting, segment.value(), nowMs);
    }
    if (reading instanceof ApiResult.TooLarge<Segment>) {
      return retries.giveUp(
          name
              + " makes a file of "
              + uploading.csvBytes()
              + " bytes, which MAAC refuses (HTTP 413): split it into several segments"
              + " (field.segment_name), then restart the task");
    }
    final boolean creates = known.id(name).isEmpty();
    if (!creates) {
      return trouble(reading, Since.FIRST_CALL, nowMs);
    }
    if (reading instanceof ApiResult.NotFound<Segment>) {
      return lookup.misrouted(reading, asked(), nowMs);
    }
    if (reading instanceof ApiResult.Refused<Segment> refused
        && answer instanceof HttpReply.Reply reply
        && reply.status() == 400
        && lookup.creationRefused(refused.what())) {
      state = new LookingUp();
      return List.of();
    }
    final boolean mayBeMade = !(answer instanceof HttpReply.Reply reply && reply.status() == 429);
    if (reading instanceof ApiResult.Retry<Segment> && mayBeMade) {
      lookup.creationLost(nowMs);
      state = new LookingUp();
    }
    return trouble(reading, Since.FIRST_CALL, nowMs);
  }

  private List<Outcome> looked(final Awaiting awaiting, final HttpReply answer, final long nowMs) {
    final ApiResult<Segment> reading = read(answer);
    if (reading instanceof ApiResult.Value<Segment> segment) {
      retries.succeeded();
      lookup.isThere();
      return ready(awaiting, segment.value(), nowMs);
    }
    return trouble(reading, Since.FIRST_FAILURE, nowMs);
  }

  private List<Outcome> ready(final Awaiting awaiting, final Segment segment, final long nowMs) {
    if (!awaiting.pending().isReady(segment, nowMs)) {
      return List.of();
    }
    final Uploading uploaded = awaiting.uploaded();
    known.seen(name, segment);
    known.confirm(name, uploaded.ids(), upload.generation());
    return done(
        new Outcome.SegmentReady(
            upload,
            new SegmentReport(
                segment.id(),
                known.takeDeleted(name),
                uploaded.goal().members(),
                uploaded.csvBytes(),
                attempts,
                retries.tookMs(nowMs),
                segment.members())));
  }

  private List<Outcome> done(final Outcome outcome) {
    state = new Done(List.of());
    return List.of(outcome);
  }

  private List<Outcome> trouble(final ApiResult<?> reading, final Since since, final long nowMs) {
    if (reading instanceof ApiResult.Refused<?> refused) {
      return retries.giveUp(name + ": " + refused.what());
    }
    if (!(reading instanceof ApiResult.NotFound<?>)) {
      return retries.after(reading, asked(), since, nowMs);
    }
    // MAAC does not know the segment: before that is believed, it is asked again.
    final List<Outcome> outcomes = lookup.notFound(reading, asked(), since, nowMs);
    if (!(state instanceof Awaiting) || known.id(name).isEmpty()) {
      state = new LookingUp();
    }
    return outcomes;
  }
}
