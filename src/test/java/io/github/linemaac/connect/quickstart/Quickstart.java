package io.github.linemaac.connect.quickstart;

import io.github.linemaac.connect.support.ConnectRestException;
import io.github.linemaac.connect.support.ConnectWorker;
import io.github.linemaac.connect.support.KafkaBroker;
import io.github.linemaac.connect.support.Project;
import io.github.linemaac.connect.support.WorkerSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * Shows the packaged plugin at work: a real broker, a real worker, a file of member records, and
 * what became of each. {@code mvn -Pquickstart} runs it.
 */
public final class Quickstart {

  private static final String CONNECTOR_FILE = "config/quickstart-members.json";
  private static final int PARTITIONS = 4;

  private final QuickstartSettings settings;
  private final ConnectorFile connector;
  private final PrintStream out;

  private Quickstart(QuickstartSettings settings, PrintStream out) {
    this.settings = settings;
    this.connector = ConnectorFile.read(Project.directory().resolve(CONNECTOR_FILE));
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
    Report report = new Report(out);
    report.say("kafka-connect-maac quickstart");
    try (Destination maac = Destination.of(settings);
        KafkaBroker broker = KafkaBroker.startIn(files)) {
      report.started("MAAC", maac.url(), maac.note());
      report.started("broker", broker.bootstrapServers(), "log " + shown(broker.logFile()));
      WorkerSettings workers =
          WorkerSettings.of(broker)
              .with("offset.flush.interval.ms", "1000")
              .withEnvironment("MAAC_API_TOKEN", maac.token());
      try (ConnectWorker worker = ConnectWorker.startIn(files, workers)) {
        report.started("worker", worker.rest().url(), "log " + shown(worker.logFile()));
        boolean accounted = deliver(maac, broker, worker, report);
        if (settings.stays()) {
          report.say("Everything stays up until you interrupt it (Ctrl-C).");
          new CountDownLatch(1).await();
        }
        return accounted;
      }
    }
  }

  private boolean deliver(
      Destination maac, KafkaBroker broker, ConnectWorker worker, Report report) {
    broker.topics().create(connector.topic(), PARTITIONS);
    try {
      worker.rest().put(connector.name(), connector.withApiUrl(maac.url()).config());
    } catch (ConnectRestException e) {
      report.say(e.getMessage());
      return false;
    }
    report.started("connector", connector.name(), "configuration " + CONNECTOR_FILE);
    Instant since = Instant.now();
    long sent = new MemberFile(settings.members()).sendTo(broker.topics(), connector.topic());
    report.started("members", "%,d records".formatted(sent), shown(settings.members()));
    report.say("Delivering");
    DeliveryWatch watch =
        new DeliveryWatch(
            connector, broker.topics(), worker, progress -> report.progress(sent, progress));
    Outcome outcome = watch.awaitEnd(sent, since);
    report.outcome(outcome, connector.deadLetterTopic());
    return outcome.isAccounted();
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

  private static String shown(Path file) {
    return file.startsWith(Project.directory())
        ? Project.directory().relativize(file).toString()
        : file.toString();
  }
}
