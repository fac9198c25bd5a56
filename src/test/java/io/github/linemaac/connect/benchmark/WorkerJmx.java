package io.github.linemaac.connect.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into a worker's JVM over JMX, on loopback. */
final class WorkerJmx implements AutoCloseable {

  private final JMXConnector connector;
  private final MBeanServerConnection beans;

  private WorkerJmx(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.beans = connector.getMBeanServerConnection();
  }

  /** What a worker's JVM is to be started with. */
  static List<String> jvmArgs(int port) {
    String prefix = "-Dcom.sun.management.jmxremote.";
    return List.of(
        prefix + "port=" + port,
        prefix + "rmi.port=" + port,
        prefix + "host=127.0.0.1",
        prefix + "authenticate=false",
        prefix + "ssl=false",
        "-Djava.rmi.server.hostname=127.0.0.1");
  }

  @SuppressWarnings("BanJNDI") // The other side is a process of our own, on loopback.
  static WorkerJmx connect(int port) {
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
  long recordsRead(String connectorName) {
    return metric(connectorName, "sink-record-read-total");
  }

  /** How many records the task of a connector has returned from; 0 while there is none. */
  long recordsPut(String connectorName) {
    return metric(connectorName, "sink-record-send-total");
  }

  /** What is in use on the heap after a full collection, in bytes. */
  long usedHeapAfterGc() {
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
