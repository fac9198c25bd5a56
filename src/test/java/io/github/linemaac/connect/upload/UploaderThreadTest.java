package io.github.linemaac.connect.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Changes;
import io.github.linemaac.connect.batching.ConfirmedMembers;
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
  private final ImportStateMachines imports =
      new ImportStateMachines(
          ImportKey.LINE_UID,
          new DeliverySettings(10, 0, 60_000, 1, 60_000, 1, 1, 60_000),
          changes.writer(),
          new Backoff(1, 1, new Random(1)),
          new ImportRateLimiter(60_000, 0),
          AccountSlots.alone(),
          new ConfirmedMembers(0),
          new SharedRemovals(5, 0));

  @Test
  void deliversWhatIsOffered() {
    try (UploaderThread delivery = start(UploaderThreadTest::confirming)) {
      delivery.offer(imports.begin(new Batch(List.of(Row.of(changes.of(1)))), Meanwhile.NOTHING));
      assertThat(awaitOutcomes(delivery, 1)).first().isInstanceOf(Outcome.Confirmed.class);
    }
  }

  @Test
  void neverDiesInSilenceAndTellsNothingThatTheErrorSays() {
    try (UploaderThread delivery =
        start(
            request -> {
              throw new IllegalStateException("a value of a record");
            })) {
      delivery.offer(imports.begin(new Batch(List.of(Row.of(changes.of(1)))), Meanwhile.NOTHING));
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
    final UploaderThread delivery = start(hanging);
    delivery.offer(imports.begin(new Batch(List.of(Row.of(changes.of(1)))), Meanwhile.NOTHING));
    assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
    delivery.close();
    assertThat(closed.getCount()).isZero();
  }

  @Test
  void whateverEndsTheThreadLetsGoOfWhatItUses() throws InterruptedException {
    final CountDownLatch died = new CountDownLatch(1);
    try (UploaderThread delivery =
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
      delivery.offer(imports.begin(new Batch(List.of(Row.of(changes.of(1)))), Meanwhile.NOTHING));
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

  private static List<Outcome> awaitOutcomes(final UploaderThread delivery, final int count) {
    final List<Outcome> outcomes = new ArrayList<>();
    while (outcomes.size() < count) {
      delivery.awaitOutcome(10_000);
      outcomes.addAll(delivery.drain());
    }
    return outcomes;
  }

  private UploaderThread start(final Function<Request, HttpReply> answers) {
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

  private UploaderThread start(final MaacApi api) {
    final UploadQueue queue = new UploadQueue();
    final Uploader uploader = new Uploader(queue, api, new SystemTime());
    return UploaderThread.start("uploader-under-test", queue, uploader, api::close);
  }

  private static HttpReply confirming(final Request request) {
    final String body =
        request.method().equals("POST")
            ? "{\"id\": 1}"
            : "{\"status\": \"done\", \"result\": {\"success\": true}}";
    return new HttpReply.Reply(200, Optional.empty(), body.getBytes(UTF_8));
  }
}
