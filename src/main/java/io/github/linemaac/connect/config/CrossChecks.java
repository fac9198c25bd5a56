package io.github.linemaac.connect.config;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Rules about how keys go together. Pure. */
public final class CrossChecks {
  private CrossChecks() {}

  /**
   * What is wrong with how keys go together.
   *
   * @param values parsed values by key; a key whose own value is faulty is absent or null, and
   *     rules about it are passed over
   */
  public static List<Fault> faults(final Map<String, ?> values) {
    final List<Fault> faults = new ArrayList<>();
    AccountChecks.add(values, faults);
    checkImportKey(values, faults);
    RemovalChecks.add(values, faults);
    checkSegments(values, faults);
    checkTimes(values, faults);
    ValueSettings.wordLists().forEach(keys -> checkWords(keys, values, faults));
    return faults;
  }

  private static void checkImportKey(final Map<String, ?> values, final List<Fault> faults) {
    final Object importKey = values.get(MemberSettings.IMPORT_KEY);
    if (importKey == null) {
      if (DataObject.MEMBERS.word().equals(values.get(MemberSettings.DATA_OBJECT))
          && values.containsKey(MemberSettings.IMPORT_KEY)) {
        faults.add(
            Fault.of(
                "data.object=members needs import.key: set it to line_uid, customer_id, email or"
                    + " mobile",
                MemberSettings.DATA_OBJECT,
                MemberSettings.IMPORT_KEY));
      }
      return;
    }
    final ImportKey key = ImportKey.valueOf(importKey.toString().toUpperCase(Locale.ROOT));
    checkMismatch(values, key, faults);
    final String path = FieldSettings.key(key.field());
    if (isBlank(values, path)) {
      faults.add(
          Fault.of(
              path
                  + " is empty, so the import key would never be read: set it, or choose another"
                  + " import.key",
              MemberSettings.IMPORT_KEY,
              path));
    }
  }

  /** MAAC OpenAPI, import task: it names those who were not matched for that key only. */
  private static void checkMismatch(
      final Map<String, ?> values, final ImportKey key, final List<Fault> faults) {
    if (key != ImportKey.LINE_UID
        && "report".equals(values.get(MemberSettings.MISMATCH_BEHAVIOR))
        && DataObject.MEMBERS.word().equals(values.get(MemberSettings.DATA_OBJECT))) {
      faults.add(
          Fault.of(
              "mismatch.behavior=report needs import.key=line_uid, since MAAC says by LINE user id"
                  + " only who was not matched: set one or the other",
              MemberSettings.MISMATCH_BEHAVIOR,
              MemberSettings.IMPORT_KEY));
    }
  }

  private static void checkSegments(final Map<String, ?> values, final List<Fault> faults) {
    if (!DataObject.SEGMENTS.word().equals(values.get(MemberSettings.DATA_OBJECT))) {
      return;
    }
    if (isBlank(values, SegmentSettings.NAME) && isBlank(values, FieldSettings.SEGMENT_NAME)) {
      faults.add(
          Fault.of(
              "data.object=segments needs the name of a segment: set segment.name, or say in"
                  + " field.segment_name where each record names its own",
              SegmentSettings.NAME,
              FieldSettings.SEGMENT_NAME));
    }
    final String lineUid = FieldSettings.key(MemberField.LINE_UID);
    if (isBlank(values, lineUid)) {
      faults.add(
          Fault.of(
              lineUid + " is empty, so the ids of a segment would never be read: set it",
              MemberSettings.DATA_OBJECT,
              lineUid));
    }
    checkPlaceholder(values, faults);
    if ("snapshot".equals(values.get(SegmentSettings.MODE))) {
      checkSnapshots(values, faults);
    }
  }

  private static void checkPlaceholder(final Map<String, ?> values, final List<Fault> faults) {
    final Object behavior = values.get(SegmentSettings.EMPTY_BEHAVIOR);
    final Object placeholder = values.get(SegmentSettings.PLACEHOLDER);
    if (behavior == null || placeholder == null) {
      return;
    }
    final boolean isUsed = behavior.equals("placeholder");
    if (isUsed == isBlank(values, SegmentSettings.PLACEHOLDER)) {
      faults.add(
          Fault.of(
              isUsed
                  ? "segment.empty.behavior=placeholder needs the LINE user id of somebody whom"
                      + " MAAC knows: set segment.placeholder.line_uid"
                  : "segment.placeholder.line_uid is used with segment.empty.behavior=placeholder"
                      + " only: set that, or leave the id out",
              SegmentSettings.EMPTY_BEHAVIOR,
              SegmentSettings.PLACEHOLDER));
    }
  }

  private static void checkSnapshots(final Map<String, ?> values, final List<Fault> faults) {
    for (final String key :
        List.of(
            FieldSettings.SEGMENT_SNAPSHOT,
            FieldSettings.SEGMENT_SIZE,
            FieldSettings.SEGMENT_ACTION,
            ValueSettings.ACTION_COMPLETE)) {
      if (isBlank(values, key)) {
        faults.add(
            Fault.of(
                key
                    + " is empty, so no snapshot would ever be complete: set it, or take"
                    + " segment.mode=changes",
                SegmentSettings.MODE,
                key));
      }
    }
    if ("maac".equals(values.get(SegmentSettings.BASELINE))) {
      faults.add(
          Fault.of(
              "segment.mode=snapshot replaces a segment as a whole, so there are no changes to be"
                  + " laid over MAAC's own by segment.baseline=maac: leave that one out",
              SegmentSettings.MODE,
              SegmentSettings.BASELINE));
    }
  }

  static boolean isBlank(final Map<String, ?> values, final String key) {
    final Object value = values.get(key);
    return (value instanceof String text && text.isBlank())
        || (value instanceof List<?> list && list.isEmpty());
  }

  private static void checkWords(
      final List<String> keys, final Map<String, ?> values, final List<Fault> faults) {
    final Map<String, String> keysByWord = new HashMap<>();
    for (final String key : keys) {
      if (values.get(key) instanceof List<?> words) {
        for (final Object word : words) {
          final String other = keysByWord.put(Words.folded(word.toString()), key);
          if (other != null && !other.equals(key)) {
            faults.add(
                Fault.of(
                    "the word "
                        + word
                        + " is in "
                        + other
                        + " and in "
                        + key
                        + ": take it out of"
                        + " one of them",
                    other,
                    key));
          }
        }
      }
    }
  }

  private static void checkTimes(final Map<String, ?> values, final List<Fault> faults) {
    checkOrder(
        values, faults, DeliverySettings.RETRY_BACKOFF_MS, DeliverySettings.RETRY_BACKOFF_MAX_MS);
    checkOrder(
        values,
        faults,
        DeliverySettings.IMPORT_POLL_INTERVAL_MS,
        DeliverySettings.IMPORT_TIMEOUT_MS);
  }

  private static void checkOrder(
      final Map<String, ?> values,
      final List<Fault> faults,
      final String shorter,
      final String longer) {
    final Optional<Long> shorterMs = value(values, shorter, Long.class);
    final Optional<Long> longerMs = value(values, longer, Long.class);
    if (shorterMs.isPresent() && longerMs.isPresent() && shorterMs.get() > longerMs.get()) {
      faults.add(
          Fault.of(
              shorter + " is longer than " + longer + ": lower the first or raise the second",
              shorter,
              longer));
    }
  }

  static String text(final Map<String, ?> values, final String key) {
    return value(values, key, String.class).orElse("");
  }

  static <T> Optional<T> value(final Map<String, ?> values, final String key, final Class<T> type) {
    return Optional.ofNullable(values.get(key)).filter(type::isInstance).map(type::cast);
  }
}
