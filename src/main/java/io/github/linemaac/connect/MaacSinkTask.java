package io.github.linemaac.connect;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.JmxMetricsRegistry;
import io.github.linemaac.connect.metrics.MetricsRegistry;
import io.github.linemaac.connect.metrics.PluginMetricsRegistry;
import io.github.linemaac.connect.task.ConsumerLag;
import io.github.linemaac.connect.task.ConsumerView;
import io.github.linemaac.connect.task.Pipeline;
import io.github.linemaac.connect.task.PipelineFactory;
import io.github.linemaac.connect.task.SinkContext;
import io.github.linemaac.connect.task.TaskEnvironment;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * What Connect sees of a running connector: hands every call to the {@link Pipeline}. The only
 * class that touches the {@link SinkTaskContext}, and only on the task's thread, since it is not
 * thread-safe.
 */
public final class MaacSinkTask extends SinkTask {
  private Optional<MetricsRegistry> metrics = Optional.empty();
  private Optional<Pipeline> pipeline = Optional.empty();

  @Override
  public String version() {
    return Version.current();
  }

  @Override
  public void start(final Map<String, String> props) {
    final MaacConfig config = MaacConfig.ofTask(props);
    final String name = props.getOrDefault("name", "maac");
    final MetricsRegistry registry = registry(name);
    metrics = Optional.of(registry);
    pipeline =
        Optional.of(
            PipelineFactory.start(
                config,
                name,
                Version.current(),
                TaskEnvironment.ofWorker(
                    Optional.ofNullable(context.errantRecordReporter()),
                    new ConnectContext(
                        context,
                        ConsumerLag.ofTask(
                            name, Optional.ofNullable(props.get("consumer.override.client.id")))),
                    registry)));
  }

  /** A worker older than Kafka 4.1 has no metrics of plugins, nor the class of them. */
  private MetricsRegistry registry(final String connector) {
    try {
      return new PluginMetricsRegistry(context.pluginMetrics());
    } catch (final NoSuchMethodError | NoClassDefFoundError e) {
      return new JmxMetricsRegistry(connector);
    }
  }

  @Override
  public void open(final Collection<TopicPartition> partitions) {
    pipeline.orElseThrow().open(partitions);
  }

  @Override
  public void put(final Collection<SinkRecord> records) {
    pipeline.orElseThrow().put(records);
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      final Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
    return pipeline.orElseThrow().preCommit(currentOffsets);
  }

  @Override
  public void close(final Collection<TopicPartition> partitions) {
    pipeline.ifPresent(started -> started.close(partitions));
  }

  /** Connect also calls this when {@link #start} has failed. */
  @Override
  public void stop() {
    pipeline.ifPresent(Pipeline::close);
    metrics.ifPresent(MetricsRegistry::close);
  }

  /** Connect's context, as the pipeline sees it. */
  private record ConnectContext(SinkTaskContext context, ConsumerView consumer)
      implements SinkContext {

    @Override
    public Set<TopicPartition> assignment() {
      return context.assignment();
    }

    @Override
    public void pause(final Collection<TopicPartition> partitions) {
      context.pause(partitions.toArray(new TopicPartition[0]));
    }

    @Override
    public void resume(final Collection<TopicPartition> partitions) {
      context.resume(partitions.toArray(new TopicPartition[0]));
    }

    @Override
    public void wakeWithin(final long timeoutMs) {
      context.timeout(timeoutMs);
    }

    @Override
    public void rewind(final Collection<TopicPartition> partitions) {
      final Map<TopicPartition, Long> beginnings = new HashMap<>();
      partitions.forEach(partition -> beginnings.put(partition, 0L));
      context.offset(beginnings);
    }

    @Override
    public void rewindTo(final Map<TopicPartition, Long> offsets) {
      context.offset(offsets);
    }

    @Override
    public void requestCommit() {
      context.requestCommit();
    }
  }
}
