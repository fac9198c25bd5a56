package io.github.linemaac.connect.task;

import org.apache.kafka.connect.errors.DataException;

/**
 * Says in the dead-letter queue's headers why a record is there: the field and the rule, never the
 * value. It has no stack trace, since where in the code it was found helps nobody.
 */
public final class RejectedRecordException extends DataException {
  private static final long serialVersionUID = 1L;

  RejectedRecordException(final String reason) {
    super(reason);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
