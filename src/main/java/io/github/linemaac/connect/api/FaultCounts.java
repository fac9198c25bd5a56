package io.github.linemaac.connect.api;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why MAAC rejected a whole import: how many rows have which fault, but not which rows (MAAC
 * OpenAPI, import task, {@code result} of a failure).
 *
 * @param blank rows whose import key is blank
 * @param duplicate rows whose import key repeats
 * @param gender rows with an invalid gender
 * @param mobile rows with an invalid mobile
 * @param birthday rows with an invalid birthday
 * @param missFields columns that MAAC misses
 * @param uselessFields columns that MAAC does not know
 */
public record FaultCounts(
    long blank,
    long duplicate,
    long gender,
    long mobile,
    long birthday,
    List<String> missFields,
    List<String> uselessFields) {

  /** Copies the lists, so that the counts never change. */
  public FaultCounts {
    missFields = List.copyOf(missFields);
    uselessFields = List.copyOf(uselessFields);
  }

  /** No fault at all. */
  public static final FaultCounts NONE = new FaultCounts(0, 0, 0, 0, 0, List.of(), List.of());

  /** What is left of these faults of rows once others are taken away; may turn out negative. */
  public FaultCounts minus(final FaultCounts others) {
    return new FaultCounts(
        blank - others.blank,
        duplicate - others.duplicate,
        gender - others.gender,
        mobile - others.mobile,
        birthday - others.birthday,
        List.of(),
        List.of());
  }

  /** Whether some row is at fault. */
  public boolean concernsRows() {
    return (blank | duplicate | gender | mobile | birthday) != 0;
  }

  /** Whether the columns are at fault, whatever the rows. */
  public boolean concernsColumns() {
    return !missFields.isEmpty() || !uselessFields.isEmpty();
  }

  /** MAAC's own words for what is not zero, for people. */
  @Override
  public String toString() {
    return Stream.of(
            count("blank_error", blank),
            count("duplicate_error", duplicate),
            count("gender_error", gender),
            count("mobile_error", mobile),
            count("birthday_error", birthday),
            names("miss_fields", missFields),
            names("useless_fields", uselessFields))
        .flatMap(text -> text)
        .collect(Collectors.joining(", "));
  }

  private static Stream<String> count(final String name, final long rows) {
    return rows == 0 ? Stream.empty() : Stream.of(name + "=" + rows);
  }

  private static Stream<String> names(final String name, final List<String> fields) {
    return fields.isEmpty() ? Stream.empty() : Stream.of(name + "=" + fields);
  }
}
