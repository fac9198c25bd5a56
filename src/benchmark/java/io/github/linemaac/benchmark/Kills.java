package io.github.linemaac.benchmark;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.WorkerSettings;
import java.util.Random;

/**
 * What is lost when a worker is killed (SIGKILL) at random moments, again and again, while it
 * delivers members and lists, and is started again each time. Records go on coming meanwhile.
 *
 * <p>After each kill, nothing may be committed that is neither at MAAC nor in the dead-letter
 * topic; each upload of a list must have had all that was written before the worker that made it
 * was started; and no list may have a twin. In the end MAAC must have all that the topics say.
 */
final class Kills {

  private static final int KILLS = Integer.getInteger("benchmark.kills", 100);

  /** After a worker answers, it joins its groups, reads lists again, and delivers. */
  private static final int LATEST_MS = 9_000;

  /** While a new list is on its way to MAAC. */
  private static final int SOON_MS = 1_500;

  private static final int KILLS_PER_NEW_LIST = 4;
  private static final int KILLS_PER_LINE = 10;
  private static final long WRITE_EVERY_MS = 100;

  private final Trial trial;
  private final ConnectWorker worker;
  private final BenchmarkReport report;
  private final Random random;
  private int duringImport;
  private int duringList;
  private int beforeUpload;
  private int uploadsAtStart;

  private Kills(Trial trial, ConnectWorker worker, BenchmarkReport report, long seed) {
    this.trial = trial;
    this.worker = worker;
    this.report = report;
    this.random = new Random(seed);
  }

  static Figure measure(KafkaBroker broker, BenchmarkReport report) {
    long seed = Trial.seed();
    report.title(
        "Kills: members and lists, %d times SIGKILL and a start; -Dbenchmark.seed=%d", KILLS, seed);
    try (Trial trial = Trial.begin(broker.topics(), seed);
        ConnectWorker worker = ConnectWorker.start(WorkerSettings.of(broker))) {
      return new Kills(trial, worker, report, seed).measure();
    }
  }

  private Figure measure() {
    trial.members().create("members1");
    trial.lists().create("lists1");
    trial.lists().begin("list 1");
    trial.lists().begin("list 2");
    trial.lists().expect(System.currentTimeMillis(), System.currentTimeMillis());
    trial.start(worker.rest());
    try (Ticker writer = Ticker.every(WRITE_EVERY_MS, this::write)) {
      for (int kill = 1; kill <= KILLS; kill++) {
        Ticker.pause(random.nextInt(LATEST_MS));
        if (kill % KILLS_PER_NEW_LIST == 0) {
          trial.lists().begin("list %d".formatted(trial.lists().lists() + 1));
          Ticker.pause(random.nextInt(SOON_MS));
        }
        writer.check();
        killAndStart();
        if (kill % KILLS_PER_LINE == 0) {
          report.line("%3d kills: %d faults", kill, trial.faults());
        }
      }
    }
    trial.checkAll(worker.rest());
    report.line(
        "of %d kills, %d came during an import, %d while MAAC had a list to compute, and %d before a"
            + " list was uploaded",
        KILLS, duringImport, duringList, beforeUpload);
    trial.tell(report);
    return trial.figure("faults: records lost, lists half built, twins");
  }

  private void write() {
    trial.members().write("members1", 20);
    trial.lists().write("lists1", 5);
  }

  private void killAndStart() {
    trial.checkRunning(worker.rest());
    duringImport += trial.isImporting() ? 1 : 0;
    duringList += trial.isComputing() ? 1 : 0;
    beforeUpload += trial.uploads() == uploadsAtStart ? 1 : 0;
    worker.kill();
    long killedMs = System.currentTimeMillis();
    trial.checkCommitted();
    worker.restart();
    trial.lists().expect(System.currentTimeMillis(), killedMs);
    uploadsAtStart = trial.uploads();
  }
}
