package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.ConnectRest;
import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.PluginJar;
import io.github.linemaac.cluster.Project;
import io.github.linemaac.cluster.WorkerSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Another plugin on the same worker brings other versions of the libraries that this one brings.
 */
class NeighbourIT {

  private static final Path OTHERS = Project.target().resolve("plugins");

  @Test
  void eachPluginLoadsItsOwnLibraries() {
    PluginJar.write(OTHERS.resolve("neighbour"), NeighbourSinkConnector.class);
    WorkerSettings settings =
        WorkerSettings.of(SharedKafka.broker())
            .withGroupId("neighbours")
            .with("plugin.path", OTHERS + "," + Project.pluginPath());

    try (ConnectWorker worker = ConnectWorker.start(settings);
        MemberSink sink = new MemberSink(SharedKafka.broker(), worker)) {
      sink.start().sendMembers(0, 100);
      sink.awaitAllCommitted();

      assertThat(sink.maac().<Integer>ask(sandbox -> sandbox.members().count())).isEqualTo(100);
      assertThat(worker.rest().plugins())
          .filteredOn(plugin -> plugin.className().equals(NeighbourSinkConnector.class.getName()))
          .extracting(ConnectRest.Plugin::version)
          .containsExactly("okhttp-4.12.0.jar jackson-databind-2.15.4.jar");
    }
  }
}
