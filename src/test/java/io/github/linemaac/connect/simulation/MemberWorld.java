package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.task.PipelineFactory;
import io.github.linemaac.connect.task.SinkContext;
import io.github.linemaac.connect.task.TaskEnvironment;
import io.github.linemaac.connect.upload.AccountSlots;
import io.github.linemaac.connect.upload.SteppedDelivery;
import io.github.linemaac.sandbox.ContactField;
import io.github.linemaac.sandbox.Contacts;
import io.github.linemaac.sandbox.Sandbox;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** A world with a connector that delivers members. */
final class MemberWorld extends World<MemberEntry> {
  private final MemberProducer producer;
  private final MemberBooks books = new MemberBooks(this);
  private TagWatch tags;
  private ImportWatch imports;
  private int starts;
  private int assignments;

  MemberWorld() {
    this(new Sandbox(), new SimulatedTime(), 0);
  }

  /** A second connector of an account, whose members are others. */
  MemberWorld(final Sandbox sandbox, final SimulatedTime time, final int firstMember) {
    super("members", sandbox, time);
    this.producer = new MemberProducer(this, firstMember);
    configure("import.key", ImportKey.LINE_UID.jsonName());
    // The import key decides; that MAAC creates nobody by customer_id would only hide records.
    sandbox().settings().imports.keysThatCreate = EnumSet.allOf(ContactField.class);
    MemberProducer.makePicky(sandbox().imports());
    this.tags = new TagWatch(config().tags());
    this.imports = new ImportWatch(this, tags);
  }

  MemberProducer producer() {
    return producer;
  }

  ImportKey importKey() {
    return ImportKey.valueOf(configured("import.key").toUpperCase(Locale.ROOT));
  }

  @Override
  Started start(final MaacConfig started, final SinkContext context, final TaskMetrics metrics) {
    tags = new TagWatch(started.tags());
    imports = new ImportWatch(this, tags);
    starts++;
    final MaacApi api = new SimulatedMaac(this, imports);
    final SteppedDelivery delivery = new SteppedDelivery(api, time().clock());
    return new Started(
        PipelineFactory.ofMembers(
            started,
            delivery,
            AccountSlots.alone(),
            Optional.of(new SimulatedExports(sandbox(), time(), dice())),
            new TaskEnvironment(
                deadLetters().reporter(), context, metrics, time().clock(), dice())),
        delivery);
  }

  @Override
  void assigns(final Collection<TopicPartition> partitions) {
    assignments++;
    imports.readAgain(partitions);
  }

  @Override
  void takesAway() {
    tags.forgets();
  }

  /** Whether MAAC and the task had no reason to put any tag a second time. */
  boolean putsTagsOnce() {
    return isCalm()
        && TagWatch.remembersAll(config().tags())
        && starts == 1
        && assignments == 1
        && sandbox().account().violations().isEmpty();
  }

  @Override
  void readsAgain(final Collection<TopicPartition> partitions) {
    imports.readAgain(partitions);
  }

  @Override
  void isCut(final TopicPartition partition, final long offset) {
    books.isCut(partition, offset);
  }

  /** Whether records take something off members. */
  boolean takesOff() {
    return !configured("tags.removable").isEmpty();
  }

  /** MAAC has a member, whom somebody has tagged, and a tag. */
  void knows(final String lineUid, final String tag) {
    final Contacts members = sandbox().members();
    members.follow(List.of(lineUid), time().trueWallMs());
    sandbox().account().tags().plant(MemberProducer.FOREIGN);
    sandbox().account().tags().plant(tag);
    if (members.withLineUid(lineUid).orElseThrow().timesTagged(MemberProducer.FOREIGN) == 0) {
      members.taggedBySomebody(lineUid, MemberProducer.FOREIGN, time().trueWallMs());
    }
  }

  /** A member blocks the account, which MAAC knows of those that it finds by LINE user id. */
  void block(final int member) {
    if (importKey() == ImportKey.LINE_UID) {
      final String lineUid = producer.key(member);
      sandbox().members().block(lineUid);
      books.blocks(lineUid);
    }
  }

  /** MAAC has told a task that it has these. */
  void isConfirmed(final Collection<MemberEntry> entries) {
    books.isConfirmed(entries);
  }

  @Override
  void hasZombie(final boolean exists) {
    books.hasZombie(exists);
    imports.isZombie(exists);
  }

  /** What nobody wants delivered, need not be. */
  @Override
  void isPassedOver(final List<MemberEntry> entries) {
    books.waive(entries);
  }

  @Override
  void produceSomething() {
    if (dice().onceIn(8)) {
      producer.produce(MemberEntry.Kind.GOOD, dice().nextInt(5), 0, 0);
    }
  }

  @Override
  void taskHasFailed(final String message) {
    sandbox().imports().abandonRunning(time().trueWallMs());
  }

  @Override
  void check() {
    // What is sent is checked as it is sent, and what is committed as it is committed.
    if (!lives().current().delivery().isUnderWay()) {
      tags.isIdle();
    }
  }

  @Override
  void checkCommitted(final Map<TopicPartition, Long> offsets) {
    books.checkCommitted(offsets);
  }

  @Override
  void prepareEnd() {
    // A task can only know that a partition was cut by what comes after.
    topics().logs().stream()
        .filter(log -> log.history() > 0)
        .forEach(log -> producer.produce(MemberEntry.Kind.GOOD, 0, log));
  }

  @Override
  void checkBalance() {
    books.checkBalance();
  }
}
