package io.github.linemaac.connect.it;

import static io.github.linemaac.connect.it.SegmentSink.ids;

import io.github.linemaac.cluster.KafkaJars;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing is uploaded before each partition was fetched, as its lag shows. A partition that holds
 * nothing is fetched too, and so is one that is new.
 */
class SegmentPartitionsIT {

  @ParameterizedTest
  @MethodSource(KafkaJars.CHOSEN_AND_OLDEST)
  void partitionsThatHoldNothingHoldUpNoList(KafkaJars kafka) {
    try (SegmentSink sink =
        new SegmentSink(SharedKafka.broker(), SharedKafka.worker(kafka))
            .with("consumer.override.metadata.max.age.ms", "1000")) {
      Set<String> one = ids(0, 1);
      sink.join(one);
      sink.start().awaitAllCommitted();
      sink.assertNoUploadLacks(one);

      // All partitions are assigned anew; those that are empty have not changed.
      sink.topics().addPartitions(sink.name(), SegmentSink.PARTITIONS + 2);
      sink.join(ids(1, 2));
      sink.awaitAllCommitted();
      sink.awaitList(SegmentSink.LIST, ids(0, 2));
      sink.assertNoUploadLacks(one);
    }
  }
}
