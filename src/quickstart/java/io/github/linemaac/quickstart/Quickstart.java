package io.github.linemaac.quickstart;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.FreePorts;
import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.Project;
import io.github.linemaac.cluster.WorkerSettings;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Shows the packaged plugin at work: a real broker, a real worker, files of members and of changes
 * to segments, and what became of each record. {@code mvn -Pquickstart} runs it.
 */
public final class Quickstart {

  /** Connect's own default. */
  private static final int WORKER_PORT = 8083;

  private final QuickstartSettings settings;
  private final PrintStream out;

  private Quickstart(QuickstartSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** Ends with status 0 if every record is accounted for, and with 1 otherwise. */
  public static void main(String[] args) throws InterruptedException {
    endWithParent();
    try {
      boolean accounted = run(QuickstartSettings.of(System.getenv()), System.out);
      System.exit(accounted ? 0 : 1);
    } catch (RuntimeException e) {
      System.out.printf("%n  %s%n%n", e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Runs the quickstart.
   *
   * @return whether every record is accounted for
   * @throws InterruptedException if it is interrupted while it stays up
   */
  public static boolean run(QuickstartSettings settings, PrintStream out)
      throws InterruptedException {
    return new Quickstart(settings, out).run();
  }

  private boolean run() throws InterruptedException {
    Path files = Project.target().resolve("quickstart");
    QuickstartReport report = new QuickstartReport(out);
    report.say("kafka-connect-maac quickstart");
    try (Destination maac = Destination.of(settings);
        KafkaBroker broker = KafkaBroker.startIn(files)) {
      report.started("MAAC", maac.url(), maac.note());
      report.started("broker", broker.bootstrapServers(), "log " + Project.shown(broker.logFile()));
      WorkerSettings workers =
          WorkerSettings.of(broker)
              .with("offset.flush.interval.ms", "1000")
              .withEnvironment("MAAC_API_TOKEN", maac.token());
      try (ConnectWorker worker = ConnectWorker.startIn(files, workers, port())) {
        report.started("worker", worker.rest().url(), "log " + Project.shown(worker.logFile()));
        boolean accounted = deliver(new Deliveries(maac, broker, worker, report));
        if (settings.stays()) {
          new Visit(broker.topics(), report, files, settings.segments().isPresent())
              .last(maac, settings.members());
        }
        return accounted;
      }
    }
  }

  private int port() {
    return settings.stays() ? FreePorts.preferring(WORKER_PORT) : FreePorts.next();
  }

  private boolean deliver(Deliveries deliveries) {
    return deliveries.members(settings.members())
        && settings.segments().map(deliveries::segments).orElse(true)
        && settings.snapshots().map(deliveries::snapshots).orElse(true);
  }

  /** Maven may be ended by a signal that does not reach this process. */
  private static void endWithParent() {
    ProcessHandle.current().parent().ifPresent(Quickstart::endWith);
  }

  private static void endWith(ProcessHandle parent) {
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              System.exit(1);
            },
            "end with parent");
    watch.setDaemon(true);
    watch.start();
  }
}
