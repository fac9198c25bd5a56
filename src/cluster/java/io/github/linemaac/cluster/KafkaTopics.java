package io.github.linemaac.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics and consumer groups of a broker. Every call waits for the broker's answer, a minute at
 * most.
 */
public final class KafkaTopics implements AutoCloseable {

  private static final long ANSWER_LIMIT_S = 60;

  private final String bootstrapServers;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  /** The topics of a broker that somebody else has started. */
  public KafkaTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin = admin(bootstrapServers);
    this.producer =
        new KafkaProducer<>(
            Map.of(BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** The consumer group in which Connect runs the tasks of a sink connector. */
  public static String groupOf(String connectorName) {
    return "connect-" + connectorName;
  }

  /** Whether a broker answers at an address that something listens at. */
  public static boolean isServed(String bootstrapServers) {
    try (Admin admin = admin(bootstrapServers)) {
      return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Creates a topic. */
  public void create(String topic, int partitions) {
    create(topic, partitions, Map.of());
  }

  /** Creates a topic with settings of its own, such as {@code cleanup.policy=compact}. */
  public void create(String topic, int partitions, Map<String, String> settings) {
    NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(settings);
    answer(admin.createTopics(List.of(wanted)).all());
    // A producer whose first batches come before the leaders are there can get stuck: one batch is
    // refused, a later one taken, and from then on their numbers are out of order.
    await("the broker to lead every partition of " + topic)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(ANSWER_LIMIT_S))
        .ignoreExceptions()
        .until(() -> endOffsets(topic).size() == partitions);
  }

  /** Deletes a topic with all that is in it, and waits until it is gone. */
  public void delete(String topic) {
    answer(admin.deleteTopics(List.of(topic)).all());
    await("the topic %s to be gone".formatted(topic))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(ANSWER_LIMIT_S))
        .until(() -> !exists(topic));
  }

  /** Whether the topic is there. */
  public boolean exists(String topic) {
    return answer(admin.listTopics().names()).contains(topic);
  }

  /** Writes one record and waits for the broker to have it; says where it went. */
  public RecordMetadata produce(String topic, String key, String value) {
    return produce(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  /** Writes one record and waits for the broker to have it; says where it went. */
  public RecordMetadata produce(String topic, byte[] key, byte[] value) {
    return answer(producer.send(new ProducerRecord<>(topic, key, value)));
  }

  /** Writes a tombstone, a record without a value. */
  public RecordMetadata tombstone(String topic, String key) {
    return answer(producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), null)));
  }

  /**
   * Writes many records, batched, and waits for the broker to have all of them.
   *
   * @return how many
   */
  public long produceAll(Collection<ProducerRecord<byte[], byte[]>> records) {
    return produceAll(records.stream());
  }

  /**
   * Writes many records, batched, as the stream gives them, and waits for the broker to have all of
   * them. Keeps none in memory.
   *
   * @return how many
   */
  public long produceAll(Stream<ProducerRecord<byte[], byte[]>> records) {
    AtomicReference<Exception> refusal = new AtomicReference<>();
    long sent =
        records
            .map(record -> producer.send(record, (written, e) -> refusal.compareAndSet(null, e)))
            .mapToLong(sending -> 1)
            .sum();
    producer.flush();
    if (refusal.get() != null) {
      throw new IllegalStateException(
          "The broker did not take a record: " + refusal.get().getMessage(), refusal.get());
    }
    return sent;
  }

  /** Gives a topic more partitions. */
  public void addPartitions(String topic, int partitions) {
    answer(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all());
  }

  /** Deletes every record that the topic has now, as retention does. */
  public void forgetRecords(String topic) {
    Map<TopicPartition, RecordsToDelete> all =
        endOffsets(topic).entrySet().stream()
            .collect(toMap(Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue())));
    answer(admin.deleteRecords(all).all());
  }

  /** Lets the client read no more bytes a second than that; empty: as many as it likes. */
  public void limitReading(String clientId, Optional<Double> bytesPerSecond) {
    limit(clientId, "consumer_byte_rate", bytesPerSecond);
  }

  /** Has each request of the client wait for about a second, or no longer. */
  public void delayRequests(String clientId, boolean isDelayed) {
    limit(clientId, "request_percentage", isDelayed ? Optional.of(0.001) : Optional.empty());
  }

  private void limit(String clientId, String quota, Optional<Double> value) {
    ClientQuotaEntity client = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, clientId));
    ClientQuotaAlteration.Op limit = new ClientQuotaAlteration.Op(quota, value.orElse(null));
    answer(
        admin.alterClientQuotas(List.of(new ClientQuotaAlteration(client, List.of(limit)))).all());
  }

  /** For each partition of the topic, the offset that its next record will get. */
  public Map<TopicPartition, Long> endOffsets(String topic) {
    Map<TopicPartition, OffsetSpec> ends =
        partitions(topic).stream()
            .collect(toMap(partition -> partition, end -> OffsetSpec.latest()));
    return answer(admin.listOffsets(ends).all()).entrySet().stream()
        .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  /** What the group has committed; a partition that it never committed is missing. */
  public Map<TopicPartition, Long> committedOffsets(String group) {
    return answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .entrySet()
        .stream()
        .filter(committed -> committed.getValue() != null)
        .collect(toMap(Map.Entry::getKey, committed -> committed.getValue().offset()));
  }

  /** Whether the group's partitions are shared out among its members. */
  public boolean isStable(String group) {
    ListGroupsOptions stable =
        ListGroupsOptions.forConsumerGroups().inGroupStates(Set.of(GroupState.STABLE));
    return answer(admin.listGroups(stable).valid()).stream()
        .anyMatch(known -> known.groupId().equals(group));
  }

  /** How many records of the topic the group has not committed yet; 0 means that it is done. */
  public long lag(String group, String topic) {
    Map<TopicPartition, Long> committed = committedOffsets(group);
    return endOffsets(topic).entrySet().stream()
        .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
        .sum();
  }

  /** All records that the topic has now, partition by partition, as text. */
  public List<ConsumerRecord<String, String>> read(String topic) {
    return TopicReader.read(bootstrapServers, endOffsets(topic));
  }

  /** All records that the dead-letter topic has now; none if there is no such topic yet. */
  public List<DeadLetter> deadLetters(String topic) {
    return exists(topic) ? read(topic).stream().map(DeadLetter::of).toList() : List.of();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
  }

  private List<TopicPartition> partitions(String topic) {
    int count =
        answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().size();
    return IntStream.range(0, count).mapToObj(index -> new TopicPartition(topic, index)).toList();
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(Map.of(BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  private static <T> T answer(Future<T> question) {
    try {
      return question.get(ANSWER_LIMIT_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker answered: " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "The broker gave no answer in %d s. See its log.".formatted(ANSWER_LIMIT_S), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the broker", e);
    }
  }
}
