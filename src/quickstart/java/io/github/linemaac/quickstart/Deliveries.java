package io.github.linemaac.quickstart;

import io.github.linemaac.cluster.ConnectRestException;
import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Has files delivered by connectors, one after the other, and tells what became of them. */
final class Deliveries {

  /**
   * What a connector is fed with.
   *
   * @param example the file of the connector
   * @param keyFields the fields of a record that its key is made of
   */
  record Flow(String example, List<String> keyFields) {
    static final Flow MEMBERS = new Flow("config/quickstart-members.json", List.of("line_uid"));
    static final Flow SEGMENTS =
        new Flow("config/quickstart-segments.json", List.of("segment_name", "line_uid"));
    static final Flow SNAPSHOTS =
        new Flow("config/quickstart-snapshots.json", List.of("segment_name", "line_uid"));

    ConnectorFile connector() {
      return ConnectorFile.read(Project.directory().resolve(example));
    }
  }

  private static final int PARTITIONS = 4;

  private final Destination maac;
  private final KafkaBroker broker;
  private final ConnectWorker worker;
  private final QuickstartReport report;

  Deliveries(Destination maac, KafkaBroker broker, ConnectWorker worker, QuickstartReport report) {
    this.maac = maac;
    this.broker = broker;
    this.worker = worker;
    this.report = report;
  }

  /** Delivers members while they are written; says whether every record is accounted for. */
  boolean members(Path file) {
    ConnectorFile connector = Flow.MEMBERS.connector();
    broker.topics().create(connector.topic(), PARTITIONS);
    if (!create(connector, Flow.MEMBERS)) {
      return false;
    }
    Instant since = Instant.now();
    long sent =
        new RecordFile(file, Flow.MEMBERS.keyFields()).sendTo(broker.topics(), connector.topic());
    report.started("members", "%,d records".formatted(sent), Project.shown(file));
    report.say("Delivering members");
    LogTotals<ImportTotals> log =
        new LogTotals<>(worker.logFile(), ImportTotals.NONE, ImportTotals::plus);
    DeliveryWatch watch =
        new DeliveryWatch(
            connector,
            broker.topics(),
            worker.rest(),
            worker::isAlive,
            () -> log.totals().records(),
            progress -> report.progress(sent, progress));
    List<String> trouble = watch.awaitEnd();
    MembersOutcome outcome =
        new MembersOutcome(sent, log.totals(), watch.rejections(), since(since), trouble);
    report.outcome(outcome, connector.deadLetterTopic());
    return outcome.isAccounted();
  }

  /**
   * Writes changes to segments and then starts the connector, which reads the topic up before it
   * uploads any segment; says whether MAAC's segments are those that the file makes.
   */
  boolean segments(Path file) {
    report.say("Keeping segments");
    return keep(Flow.SEGMENTS, file, SegmentFold::of, Map.of("cleanup.policy", "compact"));
  }

  /** The same with the runs of a query, one of which breaks. */
  boolean snapshots(Path file) {
    report.say("Keeping a segment that is the result of a query, run by run");
    return keep(Flow.SNAPSHOTS, file, SnapshotFold::of, Map.of());
  }

  private boolean keep(
      Flow flow,
      Path file,
      BiFunction<Path, Rejections, SegmentFold> fold,
      Map<String, String> topicSettings) {
    ConnectorFile connector = flow.connector();
    broker.topics().create(connector.topic(), PARTITIONS, topicSettings);
    Set<String> before = maac.segments().keySet();
    Instant since = Instant.now();
    long sent = new RecordFile(file, flow.keyFields()).sendTo(broker.topics(), connector.topic());
    report.started("records", "%,d records".formatted(sent), Project.shown(file));
    if (!create(connector, flow)) {
      return false;
    }
    report.say("Reading the topic up, then uploading each segment whole");
    LogTotals<SegmentTotals> log =
        new LogTotals<>(worker.logFile(), SegmentTotals.NONE, SegmentTotals::plus);
    SegmentTotals earlier = log.totals();
    DeliveryWatch watch =
        new DeliveryWatch(
            connector,
            broker.topics(),
            worker.rest(),
            worker::isAlive,
            () -> log.totals().since(earlier).uploads(),
            report::progress);
    List<String> trouble = watch.awaitEnd();
    Rejections rejections = watch.rejections();
    Map<String, Set<String>> made = new TreeMap<>(maac.segments());
    made.keySet().removeAll(before);
    SegmentsOutcome outcome =
        new SegmentsOutcome(
            sent,
            fold.apply(file, rejections),
            made,
            log.totals().since(earlier),
            rejections,
            since(since),
            trouble);
    report.outcome(outcome, connector.deadLetterTopic());
    return outcome.isAccounted();
  }

  private boolean create(ConnectorFile connector, Flow flow) {
    try {
      worker.rest().put(connector.name(), connector.withApiUrl(maac.url()).config());
    } catch (ConnectRestException e) {
      report.say(e.getMessage());
      return false;
    }
    report.started("connector", connector.name(), "configuration " + flow.example());
    return true;
  }

  private static Duration since(Instant start) {
    return Duration.between(start, Instant.now());
  }
}
