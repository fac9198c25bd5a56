package io.github.linemaac.connect.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the rows of a sound import into the account. */
final class MemberWriter {
  private final SandboxSettings settings;
  private final Members members;
  private final Tags tags;

  MemberWriter(SandboxSettings settings, Members members, Tags tags) {
    this.settings = settings;
    this.members = members;
    this.tags = tags;
  }

  ImportResult write(ImportBody body, List<ImportRow> rows, long nowMs) {
    MemberField key = body.importKey();
    ImportResult.Counter counter = new ImportResult.Counter(rows.size());
    for (ImportRow row : rows) {
      String keyValue = Member.stored(key, row.value(key), settings.region);
      Optional<Member> match = members.matching(key, keyValue);
      if (isBlocked(key, keyValue, match) || (match.isEmpty() && !mayCreate(key, keyValue))) {
        counter.mismatch(keyValue);
        continue;
      }
      Member member = match.orElseGet(() -> members.create(Map.of(key, keyValue), nowMs));
      tags.createMissing(body.tags());
      tags.createMissing(row.tags());
      members.put(member.after(row, body.tags(), settings.region, nowMs));
      counter.written(match.isEmpty());
    }
    return counter.result();
  }

  private boolean isBlocked(MemberField key, String keyValue, Optional<Member> match) {
    return (key == MemberField.LINE_UID && members.isBlocked(keyValue))
        || match.filter(member -> members.isBlocked(member.lineUid())).isPresent();
  }

  /** A LINE user id that is none most likely becomes a mismatch (inferred: no counter for it). */
  private boolean mayCreate(MemberField key, String keyValue) {
    return settings.imports.keysThatCreate.contains(key)
        && (key != MemberField.LINE_UID || LineUid.isValid(keyValue));
  }
}
