package io.github.linemaac.connect.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Changes;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.task.SystemTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UploaderThreadTest {
  private final Changes changes = new Changes();

  @Test
  void deliversWhatIsOffered() {
    try (UploaderThread<Batch> delivery = start(UploaderThreadTest::confirming)) {
      delivery.offer(new Batch(List.of(Row.of(changes.of(1)))));
      assertThat(awaitOutcomes(delivery, 1)).first().isInstanceOf(Outcome.Confirmed.class);
    }
  }

  @Test
  void neverDiesInSilenceAndTellsNothingThatTheErrorSays() {
    try (UploaderThread<Batch> delivery =
        start(
            request -> {
              throw new IllegalStateException("a value of a record");
            })) {
      delivery.offer(new Batch(List.of(Row.of(changes.of(1)))));
      assertThat(awaitOutcomes(delivery, 1))
          .first()
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed ->
                  assertThat(failed.message())
                      .contains("IllegalStateException")
                      .doesNotContain("a value of a record"));
    }
  }

  @Test
  void closingEndsACallThatIsUnderWay() throws InterruptedException {
    final CountDownLatch called = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    final MaacApi hanging =
        new MaacApi() {
          @Override
          public HttpReply call(final Request request) {
            called.countDown();
            try {
              closed.await();
            } catch (final InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return new HttpReply.Lost("ended");
          }

          @Override
          public void close() {
            closed.countDown();
          }
        };
    final UploaderThread<Batch> delivery = start(hanging);
    delivery.offer(new Batch(List.of(Row.of(changes.of(1)))));
    assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
    delivery.close();
    assertThat(closed.getCount()).isZero();
  }

  @Test
  void whateverEndsTheThreadLetsGoOfWhatItUses() throws InterruptedException {
    final CountDownLatch died = new CountDownLatch(1);
    try (UploaderThread<Batch> delivery =
        start(
            new MaacApi() {
              @Override
              public HttpReply call(final Request request) {
                throw new StackOverflowError();
              }

              @Override
              public void close() {
                died.countDown();
              }
            })) {
      delivery.offer(new Batch(List.of(Row.of(changes.of(1)))));
      assertThat(died.await(10, TimeUnit.SECONDS)).isTrue();
    }
    final CountDownLatch closed = new CountDownLatch(2);
    start(
            new MaacApi() {
              @Override
              public HttpReply call(final Request request) {
                return new HttpReply.Lost("nobody calls");
              }

              @Override
              public void close() {
                closed.countDown();
              }
            })
        .close();
    assertThat(closed.await(10, TimeUnit.SECONDS)).as("at the stop, and at the end").isTrue();
  }

  private static List<Outcome> awaitOutcomes(
      final UploaderThread<Batch> delivery, final int count) {
    final List<Outcome> outcomes = new ArrayList<>();
    while (outcomes.size() < count) {
      delivery.awaitOutcome(10_000);
      outcomes.addAll(delivery.drain());
    }
    return outcomes;
  }

  private UploaderThread<Batch> start(final Function<Request, HttpReply> answers) {
    return start(
        new MaacApi() {
          @Override
          public HttpReply call(final Request request) {
            return answers.apply(request);
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        });
  }

  private UploaderThread<Batch> start(final MaacApi api) {
    final DeliverySettings settings = new DeliverySettings(10, 0, 60_000, 1, 60_000, 1, 1, 60_000);
    final UploadQueue<Batch> outbox =
        new UploadQueue<>((batch, gone) -> Optional.of(batch.without(gone, changes.writer())));
    final Uploader<Batch> uploader =
        new Uploader<>(
            outbox,
            api,
            new ImportStateMachines(
                ImportKey.LINE_UID,
                settings,
                changes.writer(),
                new Backoff(1, 1, new Random(1)),
                AccountSlots.alone(),
                0),
            new SystemTime());
    return UploaderThread.start("uploader-under-test", outbox, uploader, api::close);
  }

  private static HttpReply confirming(final Request request) {
    final String body =
        request.method().equals("POST")
            ? "{\"id\": 1}"
            : "{\"status\": \"done\", \"result\": {\"success\": true}}";
    return new HttpReply.Reply(200, Optional.empty(), body.getBytes(UTF_8));
  }
}
