package io.github.linemaac.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the rows of a sound import into the account. */
final class ContactWriter {
  private final SandboxSettings settings;
  private final Contacts members;
  private final TagReads tags;

  ContactWriter(SandboxSettings settings, Contacts members, TagReads tags) {
    this.settings = settings;
    this.members = members;
    this.tags = tags;
  }

  ImportResult write(ImportBody body, List<ImportRow> rows, long nowMs) {
    ContactField key = body.importKey();
    ImportResult.Counter counter = new ImportResult.Counter(rows.size());
    for (ImportRow row : rows) {
      String keyValue = Contact.stored(key, row.value(key), settings.region);
      Optional<Contact> match = members.matching(key, keyValue);
      if (isBlocked(key, keyValue, match) || (match.isEmpty() && !mayCreate(key, keyValue))) {
        counter.mismatch(keyValue);
        continue;
      }
      Contact member = match.orElseGet(() -> members.create(Map.of(key, keyValue), nowMs));
      tags.createMissing(body.tags());
      tags.createMissing(row.tags());
      members.put(member.after(row, body.tags(), settings.region, nowMs));
      counter.written(match.isEmpty());
    }
    return counter.result();
  }

  private boolean isBlocked(ContactField key, String keyValue, Optional<Contact> match) {
    return (key == ContactField.LINE_UID && members.isBlocked(keyValue))
        || match.filter(member -> members.isBlocked(member.lineUid())).isPresent();
  }

  /** A LINE user id that is none most likely becomes a mismatch (inferred: no counter for it). */
  private boolean mayCreate(ContactField key, String keyValue) {
    return settings.imports.keysThatCreate.contains(key)
        && (key != ContactField.LINE_UID || LineUidText.isValid(keyValue));
  }
}
