package io.github.linemaac.connect.mapping;

import org.apache.kafka.connect.sink.SinkRecord;

/** Turns a record into what MAAC is to be told, or into the reason why it cannot be told. Pure. */
public interface RecordMapper {

  /** What the record is to MAAC. Never throws for what a record holds. */
  MappingResult map(SinkRecord record);
}
