package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.TestRecords;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What a stage is told of what Connect gives, and does not tell. */
class ArrivalsTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final TopicPartition P1 = new TopicPartition("members", 1);

  private final FakeSinkContext consumer = new FakeSinkContext();
  private final WatchedContext context = WatchedContext.of(consumer);
  private final List<String> told = new ArrayList<>();
  private final LoggedLines lines = new LoggedLines();
  private final Arrivals arrivals = new Arrivals(lines.logger(), stage(), context);

  @Test
  void aPollThatGoesOnIsGivenInOnePiece() {
    arrivals.open(List.of(P0, P1));
    put(record(P0, 3), record(P0, 9), record(P1, 0));
    put();
    put(record(P1, 1), record(P0, 10));
    assertThat(told)
        .containsExactly(
            "open members-0 members-1",
            "accept members-0@3 members-0@9 members-1@0",
            "accept",
            "accept members-1@1 members-0@10");
    assertThat(lines.take()).isEmpty();
  }

  @Test
  void whatGoesBackBeginsAnewWhereItDoes() {
    arrivals.open(List.of(P0, P1));
    put(record(P0, 500), record(P0, 501));
    told.clear();
    put(record(P0, 502), record(P1, 7), record(P0, 0), record(P0, 1), record(P1, 8));
    assertThat(told)
        .containsExactly(
            "accept members-0@502 members-1@7",
            "goBack members-0 0",
            "accept members-0@0 members-0@1 members-1@8");
  }

  @Test
  void oneWarningTellsOfAllThatWentBackInAPoll() {
    arrivals.open(List.of(P0, P1));
    put(record(P0, 500), record(P1, 600));
    put(record(P0, 0), record(P1, 600));
    assertThat(lines.take())
        .singleElement()
        .asString()
        .startsWith(
            "WARN Offsets went back without a rebalance: members-0 from 500 to 0, members-1 from"
                + " 600 to 600.");
    put(record(P0, 1), record(P1, 601));
    assertThat(lines.take()).isEmpty();
  }

  @Test
  void whatThisTaskAskedForIsNoOtherHistory() {
    arrivals.open(List.of(P0, P1));
    put(record(P0, 500), record(P1, 600));
    context.rewind(List.of(P0));
    context.rewindTo(Map.of(P1, 7L));
    put(record(P0, 501), record(P1, 601));
    put(record(P0, 0), record(P1, 7));
    put(record(P0, 1), record(P1, 8));
    assertThat(told).noneMatch(call -> call.startsWith("goBack"));
    put(record(P0, 1));
    assertThat(told).as("that was not asked for").contains("goBack members-0 1");
  }

  /** As when an assignment takes some away and gives others, and Connect has gone back already. */
  @Test
  void whatWasAskedForIsDoneOnceAnAssignmentIsOver() {
    arrivals.open(List.of(P0));
    put(record(P0, 500));
    context.rewind(List.of(P0));
    arrivals.open(List.of(P1));
    put(record(P0, 0));
    put(record(P0, 0));
    assertThat(told).containsOnlyOnce("goBack members-0 0");
  }

  @Test
  void whatComesBackMayBeginAnywhere() {
    arrivals.open(List.of(P0));
    put(record(P0, 500));
    arrivals.close(List.of(P0));
    arrivals.open(List.of(P0));
    put(record(P0, 0));
    assertThat(told).noneMatch(call -> call.startsWith("restart"));
  }

  @Test
  void aRecordOfAnAssignedPartitionThatWasNotOpenedOpensIt() {
    consumer.assign(List.of(P0, P1));
    arrivals.open(List.of(P0));
    put(2, record(P0, 0), record(P1, 40), record(P0, 1), record(P1, 41));
    assertThat(told)
        .containsExactly(
            "open members-0", "accept members-0@0", "restart members-1", "accept members-0@1");
    assertThat(arrivals.opened()).containsExactlyInAnyOrder(P0, P1);
    assertThat(lines.take()).singleElement().asString().startsWith("INFO").contains("members-1");
  }

  /**
   * Connect commits nothing of a partition that it did not open, unless it was asked to go back.
   */
  @Test
  void whatConnectDidNotOpenIsGivenAgainSoThatItIsCommitted() {
    consumer.assign(List.of(P0, P1));
    arrivals.open(List.of(P0));
    put(1, record(P0, 0), record(P1, 40), record(P1, 41));
    assertThat(consumer.takeRewoundTo()).isEqualTo(Map.of(P1, 40L));
    assertThat(arrivals.taken(Map.of(P0, at(1), P1, at(42))))
        .as("what has been taken in, before Connect has gone back")
        .isEqualTo(Map.of(P0, at(1), P1, at(40)));
    told.clear();

    put(record(P0, 1), record(P1, 40), record(P1, 41));
    assertThat(told).containsExactly("accept members-0@1 members-1@40 members-1@41");
    assertThat(consumer.takeRewoundTo()).isEmpty();
    assertThat(arrivals.taken(Map.of(P1, at(42)))).isEqualTo(Map.of(P1, at(42)));
  }

  @Test
  void aRecordOfAPartitionThatIsNotAssignedFailsTheTask() {
    consumer.assign(List.of(P0));
    arrivals.open(List.of(P0));
    assertThatThrownBy(() -> put(record(P0, 0), record(P1, 40)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("members-1")
        .hasMessageContaining("not assigned")
        .hasMessageContaining("restart the task");
  }

  @Test
  void whatIsAssignedAndGivesNothingIsOpenedAfterAWhileAndFlows() {
    consumer.assign(List.of(P0, P1));
    consumer.pause(List.of(P1));
    arrivals.open(List.of(P0));
    arrivals.take(List.of(), 5_000);
    assertThat(arrivals.dueMs()).hasValue(6_000);
    arrivals.take(List.of(), 5_999);
    assertThat(arrivals.opened()).containsExactly(P0);
    arrivals.take(List.of(), 6_000);
    assertThat(told).endsWith("restart members-1", "accept");
    assertThat(consumer.paused()).isEmpty();
    assertThat(arrivals.dueMs()).isEmpty();

    put(0, record(P1, 7));
    assertThat(consumer.takeRewoundTo()).isEqualTo(Map.of(P1, 7L));
    assertThat(told).as("it is read from now on").endsWith("accept", "restart members-1", "accept");
    put(record(P1, 7));
    assertThat(told).endsWith("accept members-1@7");
  }

  /** Connect closes only what it knows, and it has never opened this one. */
  @Test
  void whatWasOpenedLateAndIsTakenAwayIsClosed() {
    consumer.assign(List.of(P0, P1));
    arrivals.open(List.of(P0));
    arrivals.take(List.of(), 5_000);
    arrivals.take(List.of(), 6_000);
    assertThat(arrivals.opened()).containsExactlyInAnyOrder(P0, P1);
    lines.take();

    consumer.takeAway(List.of(P1));
    put(record(P0, 0));
    assertThat(told).endsWith("close members-1", "accept members-0@0");
    assertThat(arrivals.opened()).containsExactly(P0);
    assertThat(lines.take()).singleElement().asString().startsWith("INFO").contains("members-1");

    consumer.assign(List.of(P1));
    arrivals.take(List.of(), 7_000);
    arrivals.take(List.of(), 8_000);
    assertThat(told).endsWith("restart members-1", "accept");
  }

  @Test
  void whatWasOpenedLateAndIsKnownToConnectSinceIsClosedByConnect() {
    consumer.assign(List.of(P0, P1));
    arrivals.open(List.of(P0));
    put(0, record(P1, 40));
    put(record(P1, 40));
    consumer.takeAway(List.of(P1));
    put();
    assertThat(told).noneMatch(call -> call.startsWith("close"));
    arrivals.close(List.of(P1));
    assertThat(arrivals.opened()).containsExactly(P0);
  }

  /** A consumer of the newer group protocol has it in its assignment before it calls back. */
  @Test
  void whatIsAboutToBeOpenedIsLeftToConnect() {
    consumer.assign(List.of(P0, P1));
    arrivals.open(List.of(P0));
    arrivals.take(List.of(), 5_000);
    arrivals.open(List.of(P1));
    arrivals.take(List.of(), 9_000);
    assertThat(told).noneMatch(call -> call.startsWith("restart"));
    assertThat(arrivals.dueMs()).isEmpty();
  }

  /** One round: Connect polls afterwards. */
  private void put(final SinkRecord... records) {
    put(records.length, records);
  }

  private void put(final int taken, final SinkRecord... records) {
    assertThat(arrivals.take(List.of(records), 0)).isEqualTo(taken);
    arrivals.polls();
  }

  private static OffsetAndMetadata at(final long offset) {
    return new OffsetAndMetadata(offset);
  }

  private static SinkRecord record(final TopicPartition partition, final long offset) {
    return TestRecords.at(partition, offset, Map.of());
  }

  /** A stage that notes what it is told. */
  private Stage stage() {
    final InvocationHandler note =
        (proxy, method, arguments) -> {
          told.add(
              Stream.concat(
                      Stream.of(method.getName()),
                      Stream.of(arguments).flatMap(ArrivalsTest::each).map(ArrivalsTest::show))
                  .reduce((all, next) -> all + " " + next)
                  .orElseThrow());
          return method.getName().equals("accept") ? ((Collection<?>) arguments[0]).size() : null;
        };
    return (Stage)
        Proxy.newProxyInstance(Stage.class.getClassLoader(), new Class<?>[] {Stage.class}, note);
  }

  private static Stream<?> each(final Object argument) {
    return argument instanceof Collection<?> several ? several.stream() : Stream.of(argument);
  }

  private static String show(final Object what) {
    return what instanceof SinkRecord record
        ? record.topic() + "-" + record.kafkaPartition() + "@" + record.kafkaOffset()
        : what.toString();
  }
}
