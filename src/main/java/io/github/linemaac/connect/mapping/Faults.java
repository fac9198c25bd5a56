package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.model.FieldFault;
import io.github.linemaac.connect.model.Rejection;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with one record. For one record and one thread. */
final class Faults {
  private List<FieldFault> faults = List.of();

  /** Something that may break a rule. */
  interface Reading<T> {
    T read() throws InvalidValue;
  }

  /** What is read; or nothing, and the fault is noted. */
  <T> T reading(final String field, final Reading<T> reading, final T nothing) {
    try {
      return reading.read();
    } catch (final InvalidValue e) {
      add(field, e.rule());
      return nothing;
    }
  }

  void add(final String field, final String rule) {
    if (faults.isEmpty()) {
      faults = new ArrayList<>();
    }
    faults.add(new FieldFault(field, rule));
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  boolean concern(final String field) {
    return faults.stream().anyMatch(fault -> fault.field().equals(field));
  }

  List<FieldFault> all() {
    return faults;
  }

  MappingResult rejection() {
    return new MappingResult.Invalid(new Rejection(faults));
  }
}
