package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.KafkaJars;
import io.github.linemaac.sandbox.Contact;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two connectors with much to deliver share an account, which takes one import at a time: on one
 * worker, and on two that know nothing of each other.
 */
class SharedAccountIT {

  private static final int BATCH = 100;
  private static final int BATCHES = 8;
  private static final int MEMBERS = BATCH * BATCHES;
  private static final int MOST_IN_A_ROW = 3;

  @ParameterizedTest
  @MethodSource(KafkaJars.CHOSEN_AND_OLDEST)
  void neitherWaitsForMoreThanThreeImportsOfTheOther(KafkaJars kafkaOfTheOther) {
    try (MemberSink one = paced(SharedKafka.worker());
        MemberSink other = paced(SharedKafka.worker(kafkaOfTheOther))) {
      one.maac().tell(maac -> maac.settings().imports.durationMs = 800);
      other
          .with("api.url", one.config().get("api.url"))
          .with("api.token", one.config().get("api.token"));
      List.of(one, other).forEach(MemberSink::start);

      one.sendMembers(0, MEMBERS);
      other.sendMembers(MEMBERS, MEMBERS);
      one.awaitAllCommitted();
      other.awaitAllCommitted();

      assertThat(longestRun(importsOf(one))).isLessThanOrEqualTo(MOST_IN_A_ROW);
      assertThat(one.deadLetters()).isEmpty();
      assertThat(other.deadLetters()).isEmpty();
    }
  }

  /** Full batches only, so that each import has as many members; all waits are the default ones. */
  private static MemberSink paced(ConnectWorker worker) {
    return new MemberSink(SharedKafka.broker(), worker)
        .with("batch.max.records", Integer.toString(BATCH))
        .with("flush.interval.ms", "10000")
        .with("imports.per.minute", "60")
        .without("retry.backoff.ms")
        .without("retry.backoff.max.ms");
  }

  /** For each import, in their order, whether it was the other connector's. */
  private static List<Boolean> importsOf(MemberSink account) {
    List<Contact> inOrder = account.maac().ask(maac -> maac.members().all());
    List<Boolean> imports = new ArrayList<>();
    for (int first = 0; first < inOrder.size(); first += BATCH) {
      imports.add(inOrder.get(first).lineUid().compareTo("U%032x".formatted(MEMBERS)) >= 0);
    }
    assertThat(imports).hasSize(2 * BATCHES);
    return imports;
  }

  /** The most imports in a row of one connector while the other had something to deliver. */
  private static int longestRun(List<Boolean> imports) {
    int contested = Math.min(imports.lastIndexOf(true), imports.lastIndexOf(false)) + 1;
    int longest = 0;
    int run = 0;
    for (int i = 0; i < contested; i++) {
      run = i > 0 && imports.get(i).equals(imports.get(i - 1)) ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
