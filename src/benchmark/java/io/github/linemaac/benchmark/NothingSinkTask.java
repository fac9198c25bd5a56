package io.github.linemaac.benchmark;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** The task of {@link NothingSinkConnector}. */
public final class NothingSinkTask extends SinkTask {

  @Override
  public String version() {
    return "0";
  }

  @Override
  public void start(Map<String, String> props) {}

  @Override
  public void put(Collection<SinkRecord> records) {}

  @Override
  public void stop() {}
}
