package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.sandbox.ImportFate;
import io.github.linemaac.sandbox.InjectedFault;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MAAC refuses, fails, hangs and forgets; nothing is lost by it and nothing rejected for it. */
class MaacTroubleIT {

  private static final String IMPORT = "/openapi/v1/member/import/";
  private static final String HTML = "<html><title>502 Bad Gateway</title></html>";

  @AutoClose private final MemberSink sink = SharedKafka.sink();

  @Test
  void whatFailsOnTheWayIsRepeatedUntilItWorks() {
    List<InjectedFault> onImport =
        List.of(
            InjectedFault.status(429, 1),
            InjectedFault.status(500),
            InjectedFault.status(502, "text/html", HTML),
            InjectedFault.status(
                400, "application/json", "{\"detail\":\"An import task is running.\"}"),
            new InjectedFault.ConnectionLost(false),
            new InjectedFault.ConnectionLost(true),
            new InjectedFault.HalfBody(),
            new InjectedFault.NotJson(),
            new InjectedFault.EndlessBody(),
            new InjectedFault.Hangs(60_000, true),
            new InjectedFault.ImportEnds(ImportFate.SERVER_ERROR),
            new InjectedFault.ImportEnds(ImportFate.SERVER_ERROR_HALF_WRITTEN),
            new InjectedFault.ImportEnds(ImportFate.NO_RESULT));
    List<InjectedFault> onPoll =
        List.of(
            InjectedFault.status(429),
            InjectedFault.status(503),
            InjectedFault.status(404),
            new InjectedFault.ConnectionLost(true),
            new InjectedFault.HalfBody(),
            new InjectedFault.NotJson(),
            new InjectedFault.Hangs(60_000, true));
    sink.maac()
        .tell(
            maac -> {
              maac.settings().imports.durationMs = 100;
              onImport.forEach(fault -> maac.faults().next("POST", IMPORT, fault));
              onPoll.forEach(fault -> maac.faults().next("GET", IMPORT, fault));
            });
    List<MemberRecord> members = sink.sendMembers(0, 1_000);

    sink.with("request.timeout.ms", "500").start().awaitAllCommitted();

    assertThat(sink.maac().<Integer>ask(maac -> maac.faults().waiting())).isZero();
    assertThat(sink.membersAtMaac()).isEqualTo(Set.copyOf(members));
    assertThat(sink.deadLetters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aTokenThatIsRefusedFailsTheTaskUntilItIsCorrected(int status) {
    sink.start();
    sink.maac()
        .tell(
            maac -> {
              maac.settings().badTokenStatus = status;
              maac.settings().token = "the-new-token-of-" + sink.name();
            });
    List<MemberRecord> members = sink.sendMembers(0, 100);

    assertThat(sink.awaitFailure())
        .contains("HTTP " + status, "check api.token")
        .doesNotContain(sink.config().get("api.token"));
    assertThat(sink.committedRecords()).isZero();

    sink.useToken("the-new-token-of-" + sink.name()).start().awaitAllCommitted();
    assertThat(sink.membersAtMaac()).isEqualTo(Set.copyOf(members));
    assertThat(sink.workerLog()).doesNotContain("token-of-" + sink.name());
  }

  @Test
  void anImportThatNeverEndsFailsTheTaskAndIsNotSentAgain() {
    sink.maac().tell(maac -> maac.imports().nextEndsAs(ImportFate.NEVER_ENDS));
    List<MemberRecord> members = sink.sendMembers(0, 100);
    sink.with("import.timeout.ms", "1000").with("flush.interval.ms", "1000").start();

    assertThat(sink.awaitFailure()).contains("import 1 did not finish", "import.timeout.ms=1000");
    assertThat(sink.imports().posted()).isEqualTo(1);
    assertThat(sink.committedRecords()).isZero();

    sink.maac().tell(maac -> maac.imports().abandonRunning(sink.maac().nowMs()));
    sink.restart().awaitAllCommitted();
    assertThat(sink.membersAtMaac()).isEqualTo(Set.copyOf(members));
  }

  @Test
  void whatStillFailsAfterTheDeliveryTimeoutFailsTheTaskAndIsNotRejected() {
    sink.maac().tell(maac -> maac.faults().next(10_000, "POST", IMPORT, InjectedFault.status(500)));
    List<MemberRecord> members = sink.sendMembers(0, 100);
    sink.with("delivery.timeout.ms", "1000").start();

    assertThat(sink.awaitFailure()).contains("delivery.timeout.ms=1000", "HTTP 500");
    assertThat(sink.committedRecords()).isZero();
    assertThat(sink.deadLetters()).isEmpty();

    sink.maac().tell(maac -> maac.faults().clear());
    sink.restart().awaitAllCommitted();
    assertThat(sink.membersAtMaac()).isEqualTo(Set.copyOf(members));
  }
}
