package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.ApiResult;
import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.RemovalCalls;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.api.TagCalls;
import io.github.linemaac.connect.api.TagPage;
import io.github.linemaac.connect.batching.ConfirmedMembers;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.model.RowEncoder;
import io.github.linemaac.connect.upload.Retries.Since;
import io.github.linemaac.connect.upload.TagLookup.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes off members what the rows of one batch say: each tag by a call of its own, by MAAC's number
 * of it, and each customer id. What is off already is done. A state machine as the import's, and
 * what comes after it.
 *
 * <p>MAAC may say by mistake that it does not know something: it is asked a second time, when the
 * others are done, before that is believed.
 *
 * <p>Pure but for its own state; time is an argument; one thread.
 */
final class RemovalStateMachine implements UploadStateMachine {
  private final DeliverySettings settings;
  private final RowEncoder encoder;
  private final CallPace pace;
  private final Retries retries;
  private final TagLookup lookup;
  private final ConfirmedMembers confirmed;
  private final Set<TopicPartition> revoked = new HashSet<>();
  private final List<RowRemovals> rows = new ArrayList<>();
  private final Deque<Removal> pending = new ArrayDeque<>();
  private final List<Outcome> untold = new ArrayList<>();

  private OptionalLong startedMs = OptionalLong.empty();
  private Optional<Asked> asked = Optional.empty();
  private int tags;
  private int unbound;

  /** The call that is being made; it searches the tag, or takes it off. */
  private record Asked(Removal removal, Request request, boolean isSearch) {}

  RemovalStateMachine(final ImportStateMachines shared) {
    this.settings = shared.settings();
    this.encoder = shared.writer();
    this.pace = shared.removals().pace();
    this.retries = new Retries("the removals of a batch", settings, shared.backoff());
    this.confirmed = shared.confirmed();
    this.lookup = new TagLookup(shared.removals().tagIds());
  }

  /** Takes in a row that has removals, before the first step. */
  void add(final Row row, final boolean isImported) {
    final RowRemovals removals = new RowRemovals(row, isImported);
    rows.add(removals);
    untold.addAll(removals.revoke(revoked, encoder));
    pending.addAll(removals.open());
  }

  /** Whether there is nothing to take off, nor to tell. */
  boolean isDone() {
    return pending.isEmpty() && untold.isEmpty();
  }

  @Override
  public boolean revoke(final Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      revoked.addAll(partitions);
      rows.forEach(row -> untold.addAll(row.revoke(partitions, encoder)));
      pending.removeIf(removal -> !removal.isOpen());
    }
    return !isDone();
  }

  @Override
  public Step next(final long nowMs) {
    if (retries.gaveUp().isPresent()) {
      return new Step.Fail(retries.gaveUp().get());
    }
    if (startedMs.isEmpty()) {
      startedMs = OptionalLong.of(nowMs);
      untold.add(new Outcome.Removing(pending.size(), 0, 0));
    }
    while (!pending.isEmpty() && isNowhere(pending.peekFirst())) {
      forget(pending.peekFirst());
      untold.addAll(isOff(pending.peekFirst()));
    }
    if (!untold.isEmpty()) {
      final List<Outcome> told = List.copyOf(untold);
      untold.clear();
      return new Step.WaitUntil(nowMs, told);
    }
    return pending.isEmpty() ? done(nowMs) : call(pending.peekFirst(), nowMs);
  }

  private Step done(final long nowMs) {
    return new Step.Done(
        List.of(
            new Outcome.Removing(0, 0, 0),
            new Outcome.RemovalsDone(
                new RemovalReport(tags, unbound, nowMs - startedMs.orElse(nowMs)))));
  }

  /** Whether MAAC has no such tag, or none any more of its numbers that were not asked for. */
  private boolean isNowhere(final Removal removal) {
    return removal
        .tag()
        .flatMap(lookup::ids)
        .filter(ids -> ids.size() <= removal.idsDone())
        .isPresent();
  }

  private Step call(final Removal removal, final long nowMs) {
    final long earliestMs =
        Math.max(removal.notBeforeMs(), Math.max(retries.notBeforeMs(), pace.earliestMs()));
    if (nowMs < earliestMs) {
      return new Step.WaitUntil(earliestMs);
    }
    final Optional<List<String>> ids = removal.tag().flatMap(lookup::ids);
    final boolean isSearch = removal.tag().isPresent() && ids.isEmpty();
    final Request request =
        isSearch
            ? lookup.search(removal.tag().get())
            : ids.map(of -> RemovalCalls.untag(of.get(removal.idsDone()), removal.row().member()))
                .orElseGet(() -> RemovalCalls.unbind(removal.row().member()));
    if (!isSearch) {
      forget(removal);
    }
    asked = Optional.of(new Asked(removal, request, isSearch));
    pace.called(nowMs);
    retries.calling(nowMs);
    return new Step.Call(request);
  }

  /** From now on nobody knows whether it is on the member, so a record that puts it is sent. */
  private void forget(final Removal removal) {
    confirmed.forget(removal.row().asImported(), removal.alone());
  }

  @Override
  public List<Outcome> answered(final HttpReply answer, final long nowMs) {
    final Asked call = asked.orElseThrow();
    asked = Optional.empty();
    return call.isSearch()
        ? searched(call.request(), TagCalls.readFind(call.request(), answer), nowMs)
        : tried(call, answer, nowMs);
  }

  private List<Outcome> searched(
      final Request request, final ApiResult<TagPage> reading, final long nowMs) {
    if (reading instanceof ApiResult.Refused<TagPage> refused) {
      return retries.giveUp(refused.what());
    }
    if (!(reading instanceof ApiResult.Value<TagPage> page)) {
      return retries.after(reading, request, Since.FIRST_FAILURE, nowMs);
    }
    final Progress progress = lookup.add(page.value());
    if (progress == Progress.NEVER_ENDS) {
      return retries.after(
          new ApiResult.Retry<>(request + " leads from page to page", OptionalLong.empty()),
          request,
          Since.FIRST_FAILURE,
          nowMs);
    }
    retries.succeeded();
    if (progress == Progress.MISSED_ONCE) {
      retries.waitUntil(nowMs + settings.retryBackoffMs());
    }
    return List.of();
  }

  private List<Outcome> tried(final Asked call, final HttpReply answer, final long nowMs) {
    final Removal removal = call.removal();
    final ApiResult<Boolean> reading =
        removal.tag().isPresent()
            ? RemovalCalls.readUntag(call.request(), answer)
            : RemovalCalls.readUnbind(call.request(), answer);
    if (reading instanceof ApiResult.Refused<Boolean> refused) {
      return retries.giveUp(refused.what());
    }
    if (reading instanceof ApiResult.Value<Boolean>) {
      retries.succeeded();
      return isOffByThis(removal);
    }
    if (reading instanceof ApiResult.NotFound<Boolean>) {
      retries.succeeded();
      return isMissing(removal, nowMs);
    }
    if (reading instanceof ApiResult.Unfit<Boolean> unfit) {
      retries.succeeded();
      pending.remove(removal);
      return removal.row().isRefused(removal, unfit.rule());
    }
    return retries.after(reading, call.request(), Since.FIRST_FAILURE, nowMs);
  }

  private List<Outcome> isMissing(final Removal removal, final long nowMs) {
    if (removal.tag().filter(lookup::forgetsOld).isPresent()) {
      removal.beginAnew();
      return List.of();
    }
    if (removal.isMissing(nowMs + settings.retryBackoffMs())) {
      return isOffByThis(removal);
    }
    pending.remove(removal);
    pending.addLast(removal);
    return List.of();
  }

  /** The customer id is off, or a tag by one of its numbers; nearly always, it has one. */
  private List<Outcome> isOffByThis(final Removal removal) {
    removal.nextId();
    return removal.tag().isPresent() && !isNowhere(removal) ? List.of() : isOff(removal);
  }

  private List<Outcome> isOff(final Removal removal) {
    pending.remove(removal);
    final boolean isTag = removal.tag().isPresent();
    tags += isTag ? 1 : 0;
    unbound += isTag ? 0 : 1;
    final List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(new Outcome.Removing(pending.size(), isTag ? 1 : 0, isTag ? 0 : 1));
    outcomes.addAll(removal.row().isOff(removal));
    return outcomes;
  }
}
