package io.github.linemaac.connect.config;

import io.github.linemaac.connect.model.CleanText;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.TagPatterns;
import java.util.List;
import java.util.Map;

/** Rules about how the keys go together that take something off members. Pure. */
final class RemovalChecks {
  private static final String LINE_UID = FieldSettings.key(MemberField.LINE_UID);

  private RemovalChecks() {}

  static void add(final Map<String, ?> values, final List<Fault> faults) {
    if (!DataObject.MEMBERS.word().equals(values.get(MemberSettings.DATA_OBJECT))) {
      return;
    }
    final List<String> removable = tags(values, RemovalSettings.TAGS_REMOVABLE);
    if (!removable.isEmpty()) {
      checkTags(TagPatterns.of(removable), values, faults);
    }
    if ("unbind".equals(values.get(RemovalSettings.CUSTOMER_ID_NULL))) {
      checkUnbinding(values, faults);
    }
  }

  private static void checkTags(
      final TagPatterns removable, final Map<String, ?> values, final List<Fault> faults) {
    requireRead(LINE_UID, RemovalSettings.TAGS_REMOVABLE, values, faults);
    requireRead(FieldSettings.TAGS_REMOVED, RemovalSettings.TAGS_REMOVABLE, values, faults);
    tags(values, TagSettings.TAGS).stream()
        .filter(removable::match)
        .findFirst()
        .ifPresent(
            tag ->
                faults.add(
                    Fault.of(
                        "the tag "
                            + tag
                            + " is put on every member by tags, and tags.removable lets it be taken"
                            + " off, so that each record would put it again: take it out of one of"
                            + " them",
                        TagSettings.TAGS,
                        RemovalSettings.TAGS_REMOVABLE)));
  }

  private static void checkUnbinding(final Map<String, ?> values, final List<Fault> faults) {
    requireRead(LINE_UID, RemovalSettings.CUSTOMER_ID_NULL, values, faults);
    requireRead(
        FieldSettings.key(MemberField.CUSTOMER_ID),
        RemovalSettings.CUSTOMER_ID_NULL,
        values,
        faults);
    if (MemberField.CUSTOMER_ID.jsonName().equals(values.get(MemberSettings.IMPORT_KEY))) {
      faults.add(
          Fault.of(
              "customer.id.null=unbind needs another import.key than customer_id, since a record"
                  + " whose customer_id is null has no import key then: set one or the other",
              RemovalSettings.CUSTOMER_ID_NULL,
              MemberSettings.IMPORT_KEY));
    }
  }

  private static void requireRead(
      final String path,
      final String needing,
      final Map<String, ?> values,
      final List<Fault> faults) {
    if (CrossChecks.isBlank(values, path)) {
      faults.add(
          Fault.of(
              path
                  + " is empty, so nothing could ever be taken off a member: set it, or remove "
                  + needing,
              path,
              needing));
    }
  }

  private static List<String> tags(final Map<String, ?> values, final String key) {
    return values.get(key) instanceof List<?> names
        ? names.stream().map(name -> CleanText.strip(name.toString())).toList()
        : List.of();
  }
}
