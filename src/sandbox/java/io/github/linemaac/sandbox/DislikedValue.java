package io.github.linemaac.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * One value of one member that MAAC finds bad although it looks right, so that a client's own checks
 * let it pass: the first {@code mobile}, {@code birthday} or {@code gender} of the next import that
 * has any. The same member with another value is as good as any. Not thread-safe.
 */
final class DislikedValue {
  private static final List<ContactField> FIELDS =
      List.of(ContactField.MOBILE, ContactField.BIRTHDAY, ContactField.GENDER);

  private boolean awaitsImport;
  private Optional<Choice> choice = Optional.empty();

  private record Choice(ContactField key, String keyValue, ContactField field, String value) {
    boolean isIn(ImportRow row, ContactField asked) {
      return field == asked && row.value(key).equals(keyValue) && row.value(field).equals(value);
    }
  }

  void awaitImport() {
    awaitsImport = true;
  }

  void forget() {
    awaitsImport = false;
    choice = Optional.empty();
  }

  /** Looks for a value in an import, if it still waits for one. */
  void chooseFrom(ImportBody body) {
    if (awaitsImport) {
      choice = body.rows().stream().flatMap(row -> in(row, body.importKey()).stream()).findFirst();
      awaitsImport = choice.isEmpty();
    }
  }

  boolean isIn(ImportRow row, ContactField field) {
    return choice.filter(chosen -> chosen.isIn(row, field)).isPresent();
  }

  boolean isOn() {
    return awaitsImport || choice.isPresent();
  }

  /** Whose it is, and of which field; nothing while it waits. */
  ObjectNode json() {
    ObjectNode json = SandboxJson.object();
    choice.ifPresent(
        chosen ->
            json.put("member", chosen.keyValue()).put("field", chosen.field().maacName()));
    return json;
  }

  private static Optional<Choice> in(ImportRow row, ContactField key) {
    return FIELDS.stream()
        .filter(field -> field != key && !row.value(field).isEmpty())
        .findFirst()
        .map(field -> new Choice(key, row.value(key), field, row.value(field)));
  }
}
