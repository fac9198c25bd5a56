package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.simulation.MaacEvent.BusyIs;
import io.github.linemaac.connect.simulation.MaacEvent.CallsFail;
import io.github.linemaac.connect.simulation.MaacEvent.CountersTell;
import io.github.linemaac.connect.simulation.MaacEvent.ImportsTake;
import io.github.linemaac.connect.simulation.MaacEvent.MemberBlocks;
import io.github.linemaac.connect.simulation.MaacEvent.MemberCallsAre;
import io.github.linemaac.connect.simulation.MaacEvent.PagesHave;
import io.github.linemaac.connect.simulation.MaacEvent.SomebodyImports;
import io.github.linemaac.connect.simulation.MemberEntry.Kind;
import io.github.linemaac.connect.simulation.MemberProducer.Size;
import io.github.linemaac.connect.simulation.TopicEvent.MemberRecord;
import io.github.linemaac.connect.simulation.TopicEvent.MemberRecordTwice;
import io.github.linemaac.connect.simulation.TopicEvent.RecordsAre;
import io.github.linemaac.connect.simulation.WorkerEvent.WorkerDies;
import io.github.linemaac.sandbox.ImportFate;
import io.github.linemaac.sandbox.ImportSettings.Counts;
import io.github.linemaac.sandbox.InjectedFault;
import java.util.List;

/** Random histories of a connector that delivers members. */
final class MemberHistories extends Histories<MemberWorld> {
  private static final String IMPORTS = "/openapi/v1/member/import/";

  private static final List<String> REMOVALS =
      List.of("/openapi/v1/taglinemember/", "/openapi/v1/tag/", "/openapi/v1/member/U");

  private final int members = 1 + upTo(12);
  private final int badPercent = 10 * upTo(3);
  private final int topics = onceIn(4) ? 2 : 1;
  private final int spellings = onceIn(4) ? 2 : 1;
  private boolean takesOff;

  private MemberHistories(final long seed) {
    super(seed);
  }

  static History<MemberWorld> of(final long seed) {
    return new MemberHistories(seed).history(MemberWorld::new);
  }

  @Override
  void begin() {
    final ImportKey importKey = pick(List.of(ImportKey.values()));
    configure("import.key", importKey.jsonName());
    if (importKey == ImportKey.LINE_UID && onceIn(2)) {
      configure("mismatch.behavior", "report");
    }
    if (importKey == ImportKey.LINE_UID && onceIn(2)) {
      takeOff();
    }
    configure("batch.max.records", 1 + upTo(40));
    configure("flush.interval.ms", upTo(5_000));
    configure("delivery.timeout.ms", pick(List.of(0, 0, 90_000)));
    configure("delivery.schedule", pick(List.of("", "", "* * * * *", "*/7 * * * *")));
    configure("skip.invalid.records", !onceIn(6));
    configure("tags.resend", pick(List.of("always", "changed", "changed")));
    configure("tags.memory.max.members", pick(List.of(1, 4, 1_000, 1_000_000)));
    configure("tags", pick(List.of("", "all")));
    beginTopics(topics);
    add(new ImportsTake(pick(List.of(0L, 700L, 4_500L))));
    add(new CountersTell(pick(List.of(Counts.ALL, Counts.FIRST_KIND, Counts.ONE_OF_A_KIND))));
    add(new BusyIs(pick(List.of(429, 400, 403, 409, 423))));
  }

  private void takeOff() {
    takesOff = true;
    final int perSecond = pick(List.of(5, 20, 50));
    configure("tags.removable", MemberProducer.REMOVABLE + "*");
    configure("customer.id.null", "unbind");
    configure("tag.removals.per.second", perSecond);
    add(new MemberCallsAre(pick(List.of(404, 204)), 2 * perSecond));
    add(new PagesHave(pick(List.of(1, 10, 300))));
  }

  /** Rarely, since it costs: a body near 10 MB, or more held than makes a task pause. */
  private void produceLarge() {
    add(new RecordsAre(onceIn(2) ? Size.HELD : Size.SENT));
    for (int i = 0; i < 230; i++) {
      add(new MemberRecord(Kind.GOOD, i, 0, 0));
    }
    add(new RecordsAre(Size.SMALL));
  }

  @Override
  void produce() {
    if (onceIn(20_000)) {
      produceLarge();
    }
    if (onceIn(3)) {
      final int records = upTo(30);
      for (int i = 0; i < records; i++) {
        add(
            onceIn(10)
                ? new MemberRecordTwice(upTo(members), upTo(topics), upTo(spellings))
                : new MemberRecord(kind(), upTo(members), upTo(topics), upTo(spellings)));
      }
    }
  }

  private Kind kind() {
    if (upTo(100) < badPercent) {
      return onceIn(2) ? Kind.BAD : Kind.BAD_TO_MAAC;
    }
    return switch (upTo(20)) {
      case 0 -> Kind.TOMBSTONE;
      case 1 -> Kind.FILTERED;
      case 2, 3, 4 -> takesOff ? Kind.REMOVAL : Kind.GOOD;
      default -> Kind.GOOD;
    };
  }

  @Override
  void disturb() {
    switch (upTo(12)) {
      case 9 -> add(new SomebodyImports(upTo(60_000)));
      case 10 -> add(new MemberBlocks(upTo(members)));
      case 11 -> disturbTime();

      case 0 -> add(new WorkerDies(500 + upTo(20_000)));
      case 1, 2 -> rebalance();
      case 3, 4 -> disturbConnect();
      default -> add(takesOff && onceIn(2) ? removalsFail() : importsFail());
    }
  }

  private CallsFail importsFail() {
    return new CallsFail(1 + upTo(3), "", IMPORTS, importFault());
  }

  /** That MAAC does not know something, it must not say twice if it is not so. */
  private CallsFail removalsFail() {
    InjectedFault fault = importFault();
    while (fault instanceof InjectedFault.Answered answered && answered.reply().status() == 404) {
      fault = importFault();
    }
    return new CallsFail(1 + upTo(3), "", pick(REMOVALS), fault);
  }

  private InjectedFault importFault() {
    return fault(
        List.of(
            InjectedFault.status(onceIn(5) ? 401 : 502),
            new InjectedFault.ImportEnds(pick(List.of(ImportFate.values())))));
  }
}
