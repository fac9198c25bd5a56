package io.github.linemaac.sandbox;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Counts what is wrong with the rows of an import, field by field. */
final class ImportCheck {
  private static final int ISO_DATE_CHARS = 10;

  private final SandboxSettings settings;
  private final DislikedValue disliked = new DislikedValue();
  private final Map<ContactField, Predicate<String>> alsoInvalid = new EnumMap<>(ContactField.class);

  ImportCheck(SandboxSettings settings) {
    this.settings = settings;
  }

  void alsoInvalid(ContactField field, Predicate<String> isInvalid) {
    switch (field) {
      case GENDER, MOBILE, BIRTHDAY -> alsoInvalid.merge(field, isInvalid, Predicate::or);
      case LINE_UID, LINE_DISPLAY_NAME, EMAIL, CUSTOMER_ID ->
          throw new IllegalArgumentException("MAAC counts no faults of " + field.maacName());
    }
  }

  DislikedValue disliked() {
    return disliked;
  }

  void nothingElseInvalid() {
    alsoInvalid.clear();
  }

  ImportFaults faultsOf(ImportBody body) {
    ContactField key = body.importKey();
    if (!body.rows().isEmpty() && body.rows().stream().noneMatch(row -> row.has(key))) {
      return new ImportFaults(0, 0, 0, 0, 0, Set.of(key.maacName()), body.uselessFields());
    }
    int blank = 0;
    int duplicate = 0;
    int gender = 0;
    int mobile = 0;
    int birthday = 0;
    Set<String> keys = new HashSet<>(2 * body.rows().size());
    for (ImportRow row : body.rows()) {
      String keyValue = comparable(key, row.value(key));
      if (keyValue.isEmpty()) {
        blank++;
      } else if (!keys.add(keyValue)) {
        duplicate++;
      }
      gender += isBad(row, ContactField.GENDER) ? 1 : 0;
      mobile += isBad(row, ContactField.MOBILE) ? 1 : 0;
      birthday += isBad(row, ContactField.BIRTHDAY) ? 1 : 0;
    }
    return new ImportFaults(
        blank, duplicate, gender, mobile, birthday, Set.of(), body.uselessFields());
  }

  private String comparable(ContactField key, String value) {
    return key == ContactField.MOBILE && settings.imports.duplicatesAfterConversion
        ? settings.region.toE164(value).orElse(value)
        : value;
  }

  private boolean isBad(ImportRow row, ContactField field) {
    if (!row.has(field)) {
      return false;
    }
    String value = row.value(field);
    if (value.isEmpty()) {
      return !settings.imports.blankPasses;
    }
    boolean sound =
        switch (field) {
          case GENDER -> isGender(value);
          case MOBILE -> settings.region.toE164(value).isPresent();
          case BIRTHDAY -> isDate(value);
          case LINE_UID, LINE_DISPLAY_NAME, EMAIL, CUSTOMER_ID -> true;
        };
    return !sound
        || disliked.isIn(row, field)
        || alsoInvalid.getOrDefault(field, any -> false).test(value);
  }

  private boolean isGender(String value) {
    return switch (value) {
      case "male", "female" -> true;
      case "unknown" -> settings.imports.unknownGenderPasses;
      default -> false;
    };
  }

  private static boolean isDate(String value) {
    if (value.length() != ISO_DATE_CHARS) {
      return false;
    }
    try {
      LocalDate.parse(value);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
