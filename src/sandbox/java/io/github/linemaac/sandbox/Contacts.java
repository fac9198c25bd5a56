package io.github.linemaac.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The contacts of the account. Contacts that share a customer id stay apart: the merging of them is
 * an option of an account that the sandbox does not have.
 */
public final class Contacts {
  private static final int CHANGED_LAST_KEPT = 50;

  private static final List<ContactField> KEYS =
      Arrays.stream(ContactField.values()).filter(ContactField::isImportKey).toList();

  private final Map<Long, Contact> byId = new LinkedHashMap<>();
  private final Map<ContactField, Map<String, List<Long>>> idsByKey =
      new EnumMap<>(ContactField.class);
  private final Set<String> blockedLineUids = new HashSet<>();
  private final Set<Long> changedLast = new LinkedHashSet<>();
  private long lastId;

  Contacts() {
    KEYS.forEach(key -> idsByKey.put(key, new HashMap<>()));
  }

  /** All contacts, oldest first; a copy. */
  public List<Contact> all() {
    return List.copyOf(byId.values());
  }

  /** The few that were changed last, newest first; costs the same however many there are. */
  List<Contact> changedLast() {
    List<Contact> newestFirst = new ArrayList<>(changedLast.size());
    changedLast.forEach(id -> newestFirst.add(byId.get(id)));
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** How many contacts there are. */
  public int count() {
    return byId.size();
  }

  /** All contacts whose import key field holds exactly that value, oldest first. */
  public List<Contact> with(ContactField key, String value) {
    return idsByKey.get(key).getOrDefault(value, List.of()).stream().map(byId::get).toList();
  }

  /** The contact with that LINE user id. */
  public Optional<Contact> withLineUid(String lineUid) {
    return with(ContactField.LINE_UID, lineUid).stream().findFirst();
  }

  /** Adds contacts that MAAC knows from LINE, as when people follow the account. */
  public void follow(Collection<String> lineUids, long nowMs) {
    for (String lineUid : lineUids) {
      if (!isKnown(lineUid)) {
        create(Map.of(ContactField.LINE_UID, lineUid), nowMs);
      }
    }
  }

  /** Adds a contact as it is given. */
  public Contact create(Map<ContactField, String> values, long nowMs) {
    Contact member = new Contact(++lastId, Map.copyOf(values), Map.of(), nowMs, nowMs);
    put(member);
    return member;
  }

  /** Somebody puts a tag on a contact, in MAAC's screens. */
  public void taggedBySomebody(String lineUid, String tag, long nowMs) {
    withLineUid(lineUid).ifPresent(contact -> put(contact.withTag(tag, nowMs)));
  }

  /** The person blocks the account: imports skip the contact, segments do not count it. */
  public void block(String lineUid) {
    blockedLineUids.add(lineUid);
  }

  /** The person unblocks the account. */
  public void unblock(String lineUid) {
    blockedLineUids.remove(lineUid);
  }

  boolean nobodyIsBlocked() {
    return blockedLineUids.isEmpty();
  }

  boolean isKnown(String lineUid) {
    return idsByKey.get(ContactField.LINE_UID).containsKey(lineUid);
  }

  boolean isBlocked(String lineUid) {
    return blockedLineUids.contains(lineUid);
  }

  /**
   * The contact that an import row means: the most recently created one, if several share the key
   * (help centre, of phone numbers; a guess for the others).
   */
  Optional<Contact> matching(ContactField key, String value) {
    List<Long> ids = idsByKey.get(key).getOrDefault(value, List.of());
    return ids.isEmpty() ? Optional.empty() : Optional.of(byId.get(Collections.max(ids)));
  }

  void put(Contact member) {
    Optional<Contact> old = Optional.ofNullable(byId.put(member.id(), member));
    rememberChange(member.id());
    for (ContactField key : KEYS) {
      String before = old.map(m -> m.value(key)).orElse("");
      String after = member.value(key);
      if (!before.equals(after)) {
        if (!before.isEmpty()) {
          idsByKey.get(key).computeIfPresent(before, (value, ids) -> without(ids, member.id()));
        }
        if (!after.isEmpty()) {
          idsByKey.get(key).merge(after, List.of(member.id()), Contacts::joined);
        }
      }
    }
  }

  private void rememberChange(long id) {
    changedLast.remove(id);
    changedLast.add(id);
    if (changedLast.size() > CHANGED_LAST_KEPT) {
      changedLast.remove(changedLast.iterator().next());
    }
  }

  private static List<Long> joined(List<Long> some, List<Long> more) {
    List<Long> all = new ArrayList<>(some);
    all.addAll(more);
    Collections.sort(all);
    return List.copyOf(all);
  }

  /** Null where nothing is left, which is how a map is told to forget the entry. */
  private static List<Long> without(List<Long> ids, long id) {
    List<Long> left = ids.stream().filter(other -> other != id).toList();
    return left.isEmpty() ? null : left;
  }
}
