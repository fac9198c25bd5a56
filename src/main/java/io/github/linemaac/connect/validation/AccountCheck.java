package io.github.linemaac.connect.validation;

import io.github.linemaac.connect.api.AccountCalls;
import io.github.linemaac.connect.api.ApiResult;
import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.api.SegmentCalls;
import io.github.linemaac.connect.api.SegmentPage;
import io.github.linemaac.connect.api.SegmentSearch;
import io.github.linemaac.connect.config.DataObject;
import io.github.linemaac.connect.config.Fault;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.upload.UploadStateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries out a configuration that is sound by itself: does MAAC answer, take the token, and have the
 * segment as the configuration supposes? A state machine like a {@link UploadStateMachine}: asks
 * for a call with {@link #next}, is told of its answer with {@link #answered}. Pure but for its own
 * state.
 */
public final class AccountCheck {
  /** An account has 30 segments by default, and a page 300. */
  private static final int MAX_PAGES = 3;

  private final MaacConfig config;
  private final AccessFaults accessFaults;
  private final SegmentSearch search;
  private final List<Fault> faults = new ArrayList<>();

  /** Whom MAAC is still to be asked for. */
  private Optional<LineUid> placeholder;

  private Request request;
  private int pages;
  private boolean done;

  /** A check that has not called yet. */
  public AccountCheck(final MaacConfig config) {
    this.config = config;
    this.accessFaults = new AccessFaults(config.api().proxy().isPresent());
    this.search = new SegmentSearch(SegmentName.configured(listName()));
    this.placeholder =
        config.dataObject() == DataObject.SEGMENTS
            ? config.segments().whenEmpty().placeholder()
            : Optional.empty();
    this.request = request();
  }

  /** The call to make now; empty if nothing more is to be asked. */
  public Optional<Request> next() {
    return done ? Optional.empty() : Optional.of(request);
  }

  /** Takes in the answer to that call. */
  public void answered(final HttpReply answer) {
    final Optional<Fault> refused = accessFaults.of(answer);
    refused.ifPresent(faults::add);
    done = true;
    if (refused.isPresent() || !AccessFaults.isSuccess(answer)) {
      return;
    }
    if (placeholder.isPresent()) {
      readPlaceholder(answer, placeholder.get());
    } else if (config.dataObject() == DataObject.SEGMENTS) {
      readPage(answer);
    } else if (!AccountCalls.isProven(request, answer)) {
      faults.add(AccessFaults.notMaac());
    }
  }

  /** What is wrong, as far as is known by now. */
  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  private Request request() {
    if (placeholder.isPresent()) {
      return AccountCalls.member(placeholder.get());
    }
    return config.dataObject() == DataObject.SEGMENTS
        ? SegmentCalls.find(listName(), search.start())
        : AccountCalls.prove();
  }

  private String listName() {
    return config.segments().name().orElse("");
  }

  private void readPlaceholder(final HttpReply answer, final LineUid lineUid) {
    final Optional<Boolean> isKnown = AccountCalls.isMember(request, answer, lineUid);
    if (isKnown.isEmpty()) {
      faults.add(AccessFaults.notMaac());
      return;
    }
    if (!isKnown.get()) {
      faults.add(
          Fault.of(
              "MAAC does not know the LINE user id of segment.placeholder.line_uid, so it would"
                  + " drop it from the segment: choose somebody who is a contact of the account",
              SegmentSettings.PLACEHOLDER));
    }
    placeholder = Optional.empty();
    request = request();
    done = false;
  }

  private void readPage(final HttpReply answer) {
    if (!(SegmentCalls.readFind(request, answer) instanceof ApiResult.Value<SegmentPage> page)) {
      faults.add(AccessFaults.notMaac());
      return;
    }
    if (config.segments().name().isEmpty()) {
      return;
    }
    search.add(page.value());
    if (search.isDone()) {
      checkList();
    } else if (++pages < MAX_PAGES) {
      request = request();
      done = false;
    }
  }

  private void checkList() {
    final Optional<String> problem = search.problem();
    if (problem.isPresent()) {
      faults.add(Fault.of(problem.get(), SegmentSettings.NAME));
    } else if (search.found().isPresent() && !config.segments().updatesExisting()) {
      faults.add(
          Fault.of(
              "the segment of segment.name exists in MAAC already, and update.segment=false leaves"
                  + " it alone: set update.segment=true, or choose another name",
              SegmentSettings.NAME,
              SegmentSettings.UPDATE));
    }
  }
}
