package io.github.linemaac.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into a worker's JVM over JMX, on loopback. */
public final class WorkerJmx implements AutoCloseable {

  private final JMXConnector connector;
  private final MBeanServerConnection beans;

  private WorkerJmx(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.beans = connector.getMBeanServerConnection();
  }

  /** What a worker's JVM is to be started with. */
  public static List<String> jvmArgs(int port) {
    String prefix = "-Dcom.sun.management.jmxremote.";
    return List.of(
        prefix + "port=" + port,
        prefix + "rmi.port=" + port,
        prefix + "host=127.0.0.1",
        prefix + "authenticate=false",
        prefix + "ssl=false",
        "-Djava.rmi.server.hostname=127.0.0.1");
  }

  /** Begins to look. */
  @SuppressWarnings("BanJNDI") // The other side is a process of our own, on loopback.
  public static WorkerJmx connect(int port) {
    try {
      return new WorkerJmx(
          JMXConnectorFactory.connect(
              new JMXServiceURL(
                  "service:jmx:rmi:///jndi/rmi://127.0.0.1:%d/jmxrmi".formatted(port))));
    } catch (IOException e) {
      throw new UncheckedIOException("The worker's JMX does not answer at port " + port, e);
    }
  }

  /** How many records the task of a connector has been given; 0 while there is none. */
  public long recordsRead(String connectorName) {
    return metric(connectorName, "sink-record-read-total");
  }

  /** How many records the task of a connector has returned from; 0 while there is none. */
  public long recordsPut(String connectorName) {
    return metric(connectorName, "sink-record-send-total");
  }

  /** How long processors have worked for the worker since its start, all threads together. */
  public long cpuNanos() {
    try {
      return (Long)
          beans.getAttribute(
              new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "ProcessCpuTime");
    } catch (JMException e) {
      throw new IllegalStateException("The worker's JVM does not tell its processors' time", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The worker's JMX does not answer any more", e);
    }
  }

  /** What is in use on the heap after a full collection, in bytes. */
  public long usedHeapAfterGc() {
    try {
      MemoryMXBean memory =
          ManagementFactory.newPlatformMXBeanProxy(
              beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
      memory.gc();
      return memory.getHeapMemoryUsage().getUsed();
    } catch (IOException e) {
      throw new UncheckedIOException("The worker's JMX does not answer any more", e);
    }
  }

  /** The MBeans with metrics of a connector itself, by their tags beside connector and task. */
  public Map<Map<String, String>, Map<String, Double>> pluginMetrics(String connectorName) {
    try {
      Map<Map<String, String>, Map<String, Double>> metrics = new HashMap<>();
      ObjectName all =
          new ObjectName(
              "kafka.connect:type=plugins,connector=%s,task=0,*".formatted(connectorName));
      for (ObjectName name : beans.queryNames(all, null)) {
        Map<String, String> tags = new HashMap<>();
        name.getKeyPropertyList().forEach((tag, value) -> tags.put(tag, unquoted(value)));
        tags.keySet().removeAll(Set.of("type", "connector", "task"));
        metrics.put(tags, attributes(name));
      }
      return metrics;
    } catch (InstanceNotFoundException going) {
      return Map.of();
    } catch (JMException e) {
      throw new IllegalStateException("The metrics of " + connectorName + " cannot be read", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The worker's JMX does not answer any more", e);
    }
  }

  /** What the worker itself says of the task of a connector, such as running or failed. */
  public String taskStatus(String connectorName) {
    try {
      return beans
          .getAttribute(
              new ObjectName(
                  "kafka.connect:type=connector-task-metrics,connector=%s,task=0"
                      .formatted(connectorName)),
              "status")
          .toString();
    } catch (JMException e) {
      throw new IllegalStateException("The worker says nothing of " + connectorName, e);
    } catch (IOException e) {
      throw new UncheckedIOException("The worker's JMX does not answer any more", e);
    }
  }

  private Map<String, Double> attributes(ObjectName name) throws JMException, IOException {
    Map<String, Double> values = new HashMap<>();
    for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
      Object value = beans.getAttribute(name, attribute.getName());
      values.put(attribute.getName(), ((Number) value).doubleValue());
    }
    return values;
  }

  private static String unquoted(String value) {
    return value.startsWith("\"") ? ObjectName.unquote(value) : value;
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The worker's JMX could not be left", e);
    }
  }

  private long metric(String connectorName, String attribute) {
    try {
      ObjectName task =
          new ObjectName(
              "kafka.connect:type=sink-task-metrics,connector=%s,task=0".formatted(connectorName));
      return ((Number) beans.getAttribute(task, attribute)).longValue();
    } catch (InstanceNotFoundException notYet) {
      return 0;
    } catch (JMException e) {
      throw new IllegalStateException("The worker has no metric " + attribute, e);
    } catch (IOException e) {
      throw new UncheckedIOException("The worker's JMX does not answer any more", e);
    }
  }
}
