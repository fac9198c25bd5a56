package io.github.linemaac.connect.upload;

import static io.github.linemaac.connect.segments.SegmentFixture.NAME;
import static io.github.linemaac.connect.segments.SegmentFixture.range;
import static io.github.linemaac.connect.segments.SegmentFixture.settings;
import static io.github.linemaac.connect.segments.SegmentFixture.uids;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.TlsFault;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Changes;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.config.WhenEmpty;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.segments.SegmentFixture;
import io.github.linemaac.connect.segments.SegmentGuard;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.SandboxSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Every way in which the uploader fails a task, brought about; and what it says then. */
public final class UploadFailures {
  private final List<String> messages = new ArrayList<>();

  private UploadFailures() {}

  /** The messages. */
  public static List<String> all() {
    final UploadFailures failures = new UploadFailures();
    failures.refuseImports();
    failures.neverEnd();
    failures.rejectImports();
    failures.refuseRemovals();
    failures.refuseSegments();
    failures.guardSegments();
    failures.breakDown();
    return List.copyOf(failures.messages);
  }

  private void refuseImports() {
    refuse(reply(401, ""));
    refuse(reply(403, "{\"detail\": \"Token Invalid\"}"));
    refuse(reply(403, "<html>Forbidden</html>"));
    refuse(reply(404, ""));
    refuse(reply(302, ""));
    refuse(reply(407, ""));
    refuse(new HttpReply.Insecure(TlsFault.UNTRUSTED));
    refuse(new HttpReply.ProxyRefused(407));
    refuse(new HttpReply.ProxyRefused(403));
    refuse(reply(400, "{\"import_key\": [\"This field is required.\"]}"));
  }

  private void refuse(final HttpReply answer) {
    final ImportFixture batch = ImportFixture.ofOne();
    batch.nextImport();
    batch.answer(answer);
    messages.add(batch.failure());
  }

  private void neverEnd() {
    always(reply(503, ""));
    always(reply(403, "{\"detail\": \"Another import task is already running.\"}"));
    final ImportFixture batch = ImportFixture.ofOne();
    batch.nextImport();
    batch.answer(200, "{\"id\": 7}");
    while (batch.nextCall().isPresent()) {
      batch.answer(200, "{\"status\": \"pending\"}");
    }
    messages.add(batch.failure());
  }

  private void always(final HttpReply answer) {
    final ImportFixture batch = ImportFixture.ofOne();
    while (batch.nextCall().isPresent()) {
      batch.answer(answer);
    }
    messages.add(batch.failure());
  }

  private void rejectImports() {
    final Changes changes = new Changes();
    final List<Change> many =
        IntStream.range(0, 1_000)
            .mapToObj(i -> changes.of(i, MemberField.MOBILE, "+8869" + i))
            .toList();
    reject(many, "\"mobile_error\": 500");
    reject(many.subList(0, 1), "\"useless_fields\": [\"x\"]");
  }

  private void reject(final List<Change> rows, final String counters) {
    final ImportFixture batch = ImportFixture.of(ImportKey.LINE_UID, rows);
    batch.importIsRejected(counters);
    messages.add(batch.failure());
  }

  private void refuseRemovals() {
    for (final HttpReply answer :
        List.of(
            reply(401, ""),
            reply(403, "{\"detail\": \"Token Invalid\"}"),
            reply(400, "<html>"),
            reply(405, ""),
            reply(503, ""),
            reply(404, "<html>"))) {
      final Changes changes = new Changes();
      final UploadStateMachine machine =
          ImportStateMachines.of(
                  MaacConfig.of(
                      Map.of("api.token", "t", "data.object", "members", "import.key", "line_uid")),
                  AccountSlots.alone(),
                  new Random(1),
                  0)
              .begin(
                  new Batch(List.of(Row.of(changes.untagged(Changes.P0, 1, "vip")))),
                  Meanwhile.NOTHING);
      long nowMs = 0;
      Step step = machine.next(nowMs);
      while (!(step instanceof Step.Fail)) {
        if (step instanceof Step.WaitUntil until) {
          nowMs = Math.max(nowMs, until.ms());
        } else {
          machine.answered(answer, nowMs);
        }
        step = machine.next(nowMs);
      }
      messages.add(((Step.Fail) step).message());
    }
  }

  private void refuseSegments() {
    upload(
        fixture -> {
          plant(fixture);
          fixture.with(settings(Baseline.TOPIC, false, 20));
        },
        1);
    upload(
        fixture -> {
          plant(fixture);
          plant(fixture);
        },
        1);
    upload(
        fixture ->
            fixture
                .sandbox
                .segments()
                .plantByConditions(NAME, uids(9), fixture.clock.monotonicMs()),
        1);
    upload(fixture -> fixture.sandbox.faults().next(9, "POST", "", InjectedFault.status(400)), 1);
    upload(fixture -> fixture.sandbox.faults().next("POST", "", InjectedFault.status(413)), 1);
    upload(fixture -> fixture.sandbox.settings().segments.readyAfterMs = SandboxSettings.NEVER, 1);
    upload(
        fixture -> {
          plant(fixture);
          fixture.sandbox.segments().excludedBySomebody(NAME);
          fixture.with(settings(Baseline.TOPIC, true, 100, new WhenEmpty.Delete()));
        });
  }

  private void guardSegments() {
    upload(fixture -> fixture.deliver(range(1, 10)), 1);
    upload(fixture -> {}, range(1, 300_001));
    final LineUidSet ten = new LineUidSet();
    for (int i = 0; i < 10; i++) {
      ten.add(new LineUid(0, i));
    }
    new SegmentGuard(20, 0)
        .againstShrinking(SegmentName.configured(NAME), ten, 100, ten)
        .ifPresent(messages::add);
  }

  private void upload(final Consumer<SegmentFixture> before, final int... members) {
    final SegmentFixture fixture = new SegmentFixture();
    before.accept(fixture);
    if (fixture.deliver(members) instanceof Outcome.Failed failed) {
      messages.add(failed.message());
    }
  }

  private static void plant(final SegmentFixture fixture) {
    fixture.sandbox.segments().plantList(NAME, uids(9), fixture.clock.monotonicMs());
  }

  private void breakDown() {
    final UploadQueue queue = new UploadQueue();
    final Uploader uploader = new Uploader(queue, new SegmentFixture().maac, new HandSetClock());
    try (UploaderThread delivery = UploaderThread.start("defective", queue, uploader, () -> {})) {
      delivery.offer(new Defective());
      delivery.awaitOutcome(30_000);
      delivery.drain().forEach(outcome -> messages.add(((Outcome.Failed) outcome).message()));
    }
  }

  /** A load that cannot be brought anywhere. */
  private static final class Defective implements UploadStateMachine {
    @Override
    public Step next(final long nowMs) {
      throw new IllegalStateException("a defect");
    }

    @Override
    public List<Outcome> answered(final HttpReply answer, final long nowMs) {
      return List.of();
    }

    @Override
    public boolean revoke(final Collection<TopicPartition> partitions) {
      return true;
    }
  }

  private static HttpReply reply(final int status, final String body) {
    return new HttpReply.Reply(status, Optional.empty(), body.getBytes(UTF_8));
  }
}
