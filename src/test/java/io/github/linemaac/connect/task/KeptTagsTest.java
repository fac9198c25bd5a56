package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import org.junit.jupiter.api.Test;

class KeptTagsTest {
  private static final String LINE =
      " tags that records take off are kept, since tags.removable does not name them: add them"
          + " there if the connector may take them off";

  private final HandSetClock clock = new HandSetClock();
  private final ShownMetrics metrics = new ShownMetrics();
  private final LoggedLines lines = new LoggedLines();
  private final KeptTags kept =
      new KeptTags(lines.logger(), new TaskMetrics(metrics, clock), clock);

  @Test
  void areToldOnceInAWhileByHowManyThereAre() {
    kept.add(0);
    assertThat(lines.take()).isEmpty();
    kept.add(2);
    kept.add(3);
    assertThat(lines.take()).containsExactly("WARN 2" + LINE);
    clock.advance(599_999);
    kept.add(4);
    assertThat(lines.take()).isEmpty();
    clock.advance(1);
    kept.add(0);
    kept.add(1);

    assertThat(lines.take()).containsExactly("WARN 8" + LINE);
    assertThat(metrics.of(Metric.TAG_REMOVALS_KEPT)).isEqualTo(10);
  }
}
