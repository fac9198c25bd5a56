package io.github.linemaac.connect.upload;

import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an {@link Uploader} on a thread of its own, the only one that the connector starts. All
 * calls to MAAC are made there, so the task's thread never waits for the network.
 *
 * <p>The task's thread calls the methods; what crosses between the two goes through the {@link
 * UploadQueue}. Whatever ends the thread is told as an outcome: it never dies in silence.
 */
public final class UploaderThread implements Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(UploaderThread.class);
  private static final long MAX_JOIN_MS = 1_000;

  private final UploadQueue queue;
  private final Runnable letGo;
  private final Thread thread;
  private volatile boolean stopped;

  private UploaderThread(
      final String name, final UploadQueue queue, final Uploader uploader, final Runnable letGo) {
    this.queue = queue;
    this.letGo = letGo;
    this.thread = new Thread(() -> run(uploader), name);
    this.thread.setDaemon(true);
  }

  /**
   * Starts the thread.
   *
   * @param letGo closes what the uploader uses, and may do so twice: whatever ends the thread, and
   *     while it is in the middle of a call
   */
  public static UploaderThread start(
      final String name, final UploadQueue queue, final Uploader uploader, final Runnable letGo) {
    final UploaderThread started = new UploaderThread(name, queue, uploader, letGo);
    started.thread.start();
    return started;
  }

  private void run(final Uploader uploader) {
    try {
      while (!stopped && !uploader.hasFailed()) {
        final long waitMs = uploader.runOnce();
        if (waitMs > 0) {
          queue.awaitWork(waitMs);
        }
      }
    } catch (final Throwable e) {
      LOG.error("The uploader stopped", withoutMessage(e));
      queue.post(
          List.of(
              new Outcome.Failed(
                  "the uploader stopped on an unexpected "
                      + e.getClass().getName()
                      + ". Nothing is lost: restart the task, and report this with the stack trace"
                      + " in the log")));
      queue.finish(0);
    } finally {
      // Once more than close() does: a call that was under way then may have left a connection.
      letGo.run();
    }
  }

  /** A message may hold what it was about, so only the class and the frames are logged. */
  private static Throwable withoutMessage(final Throwable e) {
    final Throwable logged = new IllegalStateException(e.getClass().getName());
    logged.setStackTrace(e.getStackTrace());
    return logged;
  }

  @Override
  public void offer(final UploadStateMachine load) {
    queue.offer(load);
  }

  @Override
  public void revoke(final Collection<TopicPartition> partitions) {
    queue.revoke(partitions);
  }

  @Override
  public List<Outcome> drain() {
    return queue.drain();
  }

  @Override
  public boolean isUnderWay() {
    return queue.isUnderWay();
  }

  @Override
  public long nextMs() {
    return queue.nextMs();
  }

  @Override
  public void awaitOutcome(final long timeoutMs) {
    queue.awaitOutcome(timeoutMs);
  }

  @Override
  public void close() {
    stopped = true;
    letGo.run();
    thread.interrupt();
    try {
      thread.join(MAX_JOIN_MS);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
