package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.config.WhenEmpty;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.support.DirectMaac;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.upload.Backoff;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.Step;
import io.github.linemaac.connect.upload.UploadStateMachine;
import io.github.linemaac.sandbox.Sandbox;
import io.github.linemaac.sandbox.SandboxRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Brings lists of members by number to the sandbox, in hand-set time that passes by waiting. */
public final class SegmentFixture {
  public static final String NAME = "vip";
  public static final long POLL_MS = 1_000;
  public static final long IMPORT_TIMEOUT_MS = 600_000;
  public static final long DELIVERY_TIMEOUT_MS = 300_000;
  public static final long LAG_MS = 108_000_000;
  public static final String LISTS = "/openapi/v1/custom_segment/";
  public static final String SEGMENTS = "/openapi/v1/segment/";

  public final Sandbox sandbox = new Sandbox();
  public final HandSetClock clock = new HandSetClock();
  public final DirectMaac maac = new DirectMaac(sandbox, clock);
  final List<Outcome> outcomes = new ArrayList<>();
  private final SegmentName name = SegmentName.named(NAME, "members-0@7");
  private SegmentSettings settings = settings(Baseline.TOPIC, true, 20);
  private SegmentStateMachines uploads;
  private int generation;
  private int looksUntilWrong;

  public SegmentFixture() {
    clock.advance(1_700_000_000_000L);
    sandbox.members().follow(uids(IntStream.rangeClosed(1, 100).toArray()), clock.monotonicMs());
    restart();
  }

  public static SegmentSettings settings(
      final Baseline baseline, final boolean updatesExisting, final int maxShrinkPercent) {
    return settings(baseline, updatesExisting, maxShrinkPercent, new WhenEmpty.Keep());
  }

  public static SegmentSettings settings(
      final Baseline baseline,
      final boolean updatesExisting,
      final int maxShrinkPercent,
      final WhenEmpty whenEmpty) {
    return new SegmentSettings(
        Optional.empty(),
        Optional.empty(),
        updatesExisting,
        60_000,
        maxShrinkPercent,
        0,
        whenEmpty,
        SegmentSettings.Mode.CHANGES,
        baseline,
        LAG_MS);
  }

  /** A task of other settings takes over. */
  public SegmentFixture with(final SegmentSettings others) {
    settings = others;
    restart();
    return this;
  }

  /** A task that knows nothing takes over. */
  void restart() {
    uploads =
        new SegmentStateMachines(
            settings,
            new DeliverySettings(
                10_000, 5_000, 15, POLL_MS, IMPORT_TIMEOUT_MS, 1_000, 60_000, DELIVERY_TIMEOUT_MS),
            new Backoff(1_000, 60_000, new Random(1)),
            new SegmentCache(),
            new OftenRight());
  }

  /** The time of day, which is wrong at one look of those to come. */
  void beWrongAtLook(final int look) {
    looksUntilWrong = look;
  }

  /** The clock, but for that look. */
  private final class OftenRight implements Time {
    @Override
    public long monotonicMs() {
      return clock.monotonicMs();
    }

    @Override
    public long wallMs() {
      return clock.wallMs() + (--looksUntilWrong == 0 ? 100 * LAG_MS : 0);
    }
  }

  /** Partitions have come back, maybe from another task. */
  void beginAnew() {
    generation++;
  }

  /** Brings in a whole list; what became of it. */
  public Outcome deliver(final int... members) {
    return finish(begin(members));
  }

  /** Brings in changes to MAAC's list; what became of them. */
  Outcome overlay(final int[] joined, final int... left) {
    return finish(uploads.begin(new SegmentUpload(name, set(joined), set(left), generation, true)));
  }

  UploadStateMachine begin(final int... members) {
    return uploads.begin(new SegmentUpload(name, set(members), new LineUidSet(), generation, true));
  }

  UploadStateMachine begin(final SegmentUpload upload) {
    return uploads.begin(upload);
  }

  /** Does what the machine wants until it is done or has failed. */
  Outcome finish(final UploadStateMachine machine) {
    outcomes.clear();
    for (int i = 0; i < 10_000; i++) {
      final Step step = machine.next(clock.monotonicMs());
      if (step instanceof Step.Call call) {
        outcomes.addAll(machine.answered(maac.call(call.request()), clock.monotonicMs()));
      } else if (step instanceof Step.WaitUntil until) {
        clock.advance(until.ms() - clock.monotonicMs());
      } else if (step instanceof Step.Fail fail) {
        return new Outcome.Failed(fail.message());
      } else {
        outcomes.addAll(((Step.Done) step).outcomes());
        return outcomes.get(outcomes.size() - 1);
      }
    }
    throw new AssertionError("the machine never ends");
  }

  /** Somebody deletes the list in MAAC. */
  void delete() {
    final long id = sandbox.segments().named(NAME).get(0).id();
    sandbox.answer(
        SandboxRequest.of("DELETE", SEGMENTS + id + "/", sandbox.settings().token),
        clock.monotonicMs());
  }

  /** Who is on the one list of the name, by MAAC. */
  List<String> members() {
    if (sandbox.segments().named(NAME).size() != 1) {
      throw new AssertionError(sandbox.segments().named(NAME).size() + " lists of the name");
    }
    return sandbox.segments().named(NAME).get(0).ids();
  }

  int uploads() {
    return sandbox.segments().uploads().size();
  }

  public static List<String> uids(final int... members) {
    return Arrays.stream(members).mapToObj(TestRecords::lineUid).toList();
  }

  public static int[] range(final int from, final int to) {
    return IntStream.rangeClosed(from, to).toArray();
  }

  private static LineUidSet set(final int... members) {
    final LineUidSet set = new LineUidSet();
    for (final int member : members) {
      set.add(new LineUid(0, member));
    }
    return set;
  }
}
