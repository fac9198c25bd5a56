package io.github.linemaac.connect.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Changes;
import java.util.List;
import java.util.stream.Stream;

/** Batches of an import, and what came of their rows. */
abstract class ImportFaultsFixture {
  static final String CONFIRMED =
      "{\"status\": \"done\", \"result\": {\"success\": true, \"total_num\": %d}}";

  final Changes changes = new Changes();

  static void assertSends(final ImportFixture batch, final List<Change> expected) {
    final String body = batch.nextImport();
    assertThat(body)
        .contains(
            "\"data\":["
                + String.join(",", expected.stream().map(ImportFaultsFixture::row).toList())
                + "]");
  }

  static String row(final Change change) {
    return new String(change.row(), UTF_8);
  }

  static List<Change> confirmed(final List<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(
            outcome ->
                outcome instanceof Outcome.Confirmed confirmed
                    ? confirmed.batch().rows().stream()
                    : Stream.empty())
        .flatMap(row -> row.changes().stream())
        .toList();
  }

  static List<Change> rejected(final List<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(
            outcome ->
                outcome instanceof Outcome.Rejected rejected
                    ? Stream.of(rejected.change())
                    : Stream.empty())
        .toList();
  }
}
