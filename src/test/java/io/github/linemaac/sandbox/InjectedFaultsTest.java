package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.IMPORT;
import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.body;
import static io.github.linemaac.sandbox.Caller.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which request a fault meets, and whether the work is done. */
final class InjectedFaultsTest {
  private static final String ONE = body("line_uid", row("line_uid", UID_1));

  private final Caller maac = new Caller();
  private final InjectedFaults faults = maac.sandbox.faults();

  @Test
  void aFaultMeetsTheNextFittingRequestAndNoOther() {
    faults.next("POST", IMPORT, InjectedFault.status(503));

    assertThat(maac.get(IMPORT + "1/").status()).isEqualTo(404);
    assertThat(maac.post("/openapi/v1/tag/", "{\"name\":\"a\"}").status()).isEqualTo(201);
    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(503);
    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(200);
  }

  @Test
  void faultsComeInTheOrderInWhichTheyWereAskedFor() {
    faults.next(2, "", "/openapi/", InjectedFault.status(503));
    faults.next("", "", InjectedFault.status(429, 3));
    assertThat(faults.waiting()).isEqualTo(3);

    assertThat(maac.get("/openapi/v1/tag/").status()).isEqualTo(503);
    assertThat(maac.get("/openapi/v1/tag/").status()).isEqualTo(503);
    assertThat(maac.get("/openapi/v1/tag/").headers()).containsEntry("Retry-After", "3");
    assertThat(maac.get("/openapi/v1/tag/").status()).isEqualTo(200);
  }

  @Test
  void aConnectionIsLostBeforeOrAfterTheWork() {
    assertThat(meet(new InjectedFault.ConnectionLost(false)))
        .isEqualTo(new SandboxAnswer.ConnectionLost(false));
    assertThat(accepted()).isZero();

    assertThat(meet(new InjectedFault.ConnectionLost(true)))
        .isEqualTo(new SandboxAnswer.ConnectionLost(true));
    assertThat(accepted()).isEqualTo(1);
  }

  @Test
  void aHangSaysWhatComesAfterIt() {
    SandboxAnswer answer = meet(new InjectedFault.Hangs(5_000, true));

    assertThat(answer).isInstanceOf(SandboxAnswer.Hang.class);
    SandboxAnswer.Hang hang = (SandboxAnswer.Hang) answer;
    assertThat(hang.hangMs()).isEqualTo(5_000);
    assertThat(hang.then()).isInstanceOf(SandboxAnswer.Reply.class);
    assertThat(accepted()).isEqualTo(1);
  }

  @Test
  void theWorkIsDoneBeforeABodyGoesWrong() {
    assertThat(meet(new InjectedFault.HalfBody())).isInstanceOf(SandboxAnswer.HalfBody.class);
    maac.passMs(700);
    assertThat(meet(new InjectedFault.EndlessBody())).isEqualTo(new SandboxAnswer.EndlessBody(200));
    maac.passMs(700);
    assertThat(meet(new InjectedFault.NotJson())).isInstanceOf(SandboxAnswer.Reply.class);

    assertThat(accepted()).isEqualTo(3);
  }

  @Test
  void anImportCanBeAcceptedAndEndBadly() {
    faults.next("POST", IMPORT, new InjectedFault.ImportEnds(ImportFate.SERVER_ERROR));

    assertThat(maac.result(ONE).textValue()).isEqualTo("Server Error");
  }

  @Test
  void randomFaultsFollowTheGivenDice() {
    faults.sometimes(0.5, new Random(1), "GET", "/openapi/", InjectedFault.status(500));
    Random same = new Random(1);

    for (int i = 0; i < 50; i++) {
      assertThat(maac.get("/openapi/v1/tag/").status())
          .isEqualTo(same.nextDouble() < 0.5 ? 500 : 200);
    }
  }

  @Test
  void clearedFaultsMeetNobody() {
    faults.next("", "", InjectedFault.status(500));
    faults.sometimes(1, new Random(1), "", "", InjectedFault.status(500));

    faults.clear();

    assertThat(maac.get("/openapi/v1/tag/").status()).isEqualTo(200);
  }

  private SandboxAnswer meet(InjectedFault fault) {
    faults.next("POST", IMPORT, fault);
    return maac.sandbox.answer(
        SandboxRequest.json("POST", IMPORT, maac.settings.token, ONE), maac.nowMs);
  }

  private long accepted() {
    return maac.sandbox.imports().stats().accepted();
  }
}
