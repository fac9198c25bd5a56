package io.github.linemaac.connect.support;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import java.util.List;
import java.util.Map;

/** Members from what tests have at hand. */
public final class TestMembers {

  private TestMembers() {}

  /** A member from a map of its fields. */
  public static Member of(
      final ImportKey importKey, final Map<MemberField, String> values, final List<String> tags) {
    final Member.Builder member = Member.by(importKey);
    values.forEach(member::with);
    return member.tagged(tags).build();
  }
}
