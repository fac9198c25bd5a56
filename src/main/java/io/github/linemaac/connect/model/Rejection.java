package io.github.linemaac.connect.model;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * Why a record cannot be delivered: all that is wrong with it, so that what is fixed is fixed at
 * once. It names fields and rules, never a value: reasons go to logs, to headers of the dead-letter
 * queue and to REST answers.
 *
 * @param faults at least one
 */
public record Rejection(List<FieldFault> faults) {

  /** Copies the list, so that a rejection never changes. */
  public Rejection {
    faults = List.copyOf(faults);
  }

  /** A rejection for one thing alone. */
  public Rejection(final String field, final String rule) {
    this(List.of(new FieldFault(field, rule)));
  }

  /** One line for people: {@code line_uid: is missing or blank; gender: is ...}. */
  public String reason() {
    return faults.stream().map(FieldFault::reason).collect(joining("; "));
  }
}
