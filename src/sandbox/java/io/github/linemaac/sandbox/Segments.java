package io.github.linemaac.sandbox;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The segments of the account, what the slow reads show of them, and what was uploaded. */
public final class Segments {
  private final SandboxSettings settings;
  private final Contacts members;
  private final Map<Long, StoredSegment> byId = new LinkedHashMap<>();
  private final Deque<UploadedFile> uploads = new ArrayDeque<>();
  private final Deque<StoredSegment> deletions = new ArrayDeque<>();
  private final Set<Long> excluded = new HashSet<>();
  private Map<Long, StoredSegment> asOfRefresh = Map.of();
  private long refreshedAtMs = Long.MIN_VALUE;
  private long lastId;

  Segments(SandboxSettings settings, Contacts members) {
    this.settings = settings;
    this.members = members;
  }

  /** All segments as they are, oldest first. */
  public List<StoredSegment> all() {
    return List.copyOf(byId.values());
  }

  /** The segments of exactly that name; more than one are twins. */
  public List<StoredSegment> named(String name) {
    return byId.values().stream().filter(segment -> segment.name().equals(name)).toList();
  }

  /** Every file that was accepted, in order, whole and unchanged. */
  public List<UploadedFile> uploads() {
    return List.copyOf(uploads);
  }

  /** How many files are remembered. */
  public int uploadCount() {
    return uploads.size();
  }

  /** Every segment that was deleted by a call, in order, as it was then. */
  public List<StoredSegment> deletions() {
    return List.copyOf(deletions);
  }

  /** Somebody makes a segment by conditions that excludes the segments of that name. */
  public void excludedBySomebody(String name) {
    named(name).forEach(segment -> excluded.add(segment.id()));
  }

  /** Nothing excludes any segment any more. */
  public void excludeNone() {
    excluded.clear();
  }

  boolean isExcluded(long id) {
    return excluded.contains(id);
  }

  /** Adds a segment by conditions (type 1), which cannot be uploaded to. */
  public StoredSegment plantByConditions(String name, Collection<String> ids, long nowMs) {
    return plant(name, false, ids, nowMs);
  }

  /** Adds a list (type 2) as if uploaded and ready, and does not ask who is a contact. */
  public StoredSegment plantList(String name, Collection<String> ids, long nowMs) {
    return plant(name, true, ids, nowMs);
  }

  /** Somebody deletes the lists of that name. */
  public void deletedBySomebody(String name) {
    named(name).forEach(segment -> byId.remove(segment.id()));
  }

  /** Somebody deletes all lists of that name but the newest. */
  public void keepOneNamed(String name) {
    List<StoredSegment> twins = named(name);
    twins.subList(0, Math.max(0, twins.size() - 1)).forEach(segment -> byId.remove(segment.id()));
  }

  /** Somebody gives the lists of that name other members. */
  public void editedBySomebody(String name, Collection<String> ids, long nowMs) {
    named(name).forEach(old -> byId.put(old.id(), edited(old, old.name(), ids, nowMs)));
  }

  /** Somebody gives the lists of that name another name. */
  public void renamedBySomebody(String name, String newName, long nowMs) {
    named(name).forEach(old -> byId.put(old.id(), edited(old, newName, old.ids(), nowMs)));
  }

  private static StoredSegment edited(StoredSegment old, String name, Collection<String> ids, long nowMs) {
    List<String> fixed = List.copyOf(ids);
    return new StoredSegment(old.id(), name, old.description(), old.isList(), fixed, fixed, nowMs);
  }

  /** The daily refresh: from now on the slow reads show what is there now. */
  public void refreshReads(long nowMs) {
    asOfRefresh = new LinkedHashMap<>(byId);
    refreshedAtMs = nowMs;
  }

  /** Ends every computation that is still going on, also one that would never end. */
  public void makeAllReady(long nowMs) {
    byId.replaceAll((id, segment) -> segment.isReady(nowMs) ? segment : ready(segment, nowMs));
  }

  /** How many of these count: contacts that still follow (help centre). */
  int following(List<String> ids) {
    return members.nobodyIsBlocked()
        ? ids.size()
        : (int) ids.stream().filter(id -> !members.isBlocked(id)).count();
  }

  Optional<StoredSegment> get(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  boolean isFull() {
    return byId.size() >= settings.segments.cap;
  }

  StoredSegment create(String name, String description, List<String> lines, long nowMs) {
    Set<String> ids = contactsAmong(lines);
    StoredSegment segment =
        new StoredSegment(
            ++lastId, name, description, true, List.copyOf(ids), List.of(), readyAtMs(nowMs));
    byId.put(segment.id(), segment);
    remember(uploads, new UploadedFile(nowMs, segment.id(), name, true, lines));
    return segment;
  }

  /** Any change makes MAAC compute again: status 1 and a count of -1 (documented). */
  StoredSegment change(
      StoredSegment old, String name, String description, Optional<List<String>> lines, long nowMs) {
    StoredSegment changed =
        new StoredSegment(
            old.id(),
            name,
            description,
            true,
            lines.map(some -> idsAfter(old, some)).orElseGet(old::ids),
            old.visibleIds(nowMs),
            readyAtMs(nowMs));
    byId.put(changed.id(), changed);
    lines.ifPresent(
        some -> remember(uploads, new UploadedFile(nowMs, old.id(), name, false, some)));
    return changed;
  }

  void delete(long id) {
    remember(deletions, byId.remove(id));
  }

  /** The segments that the list may show: what there is, and where it is old, what there was. */
  Collection<StoredSegment> listable() {
    Map<Long, StoredSegment> all = new LinkedHashMap<>(byId);
    if (settings.segments.staleReads) {
      asOfRefresh.forEach(all::putIfAbsent);
    }
    return all.values();
  }

  /** What the list shows of a segment: empty if it does not list it yet. */
  Optional<Listed> listed(StoredSegment segment, long nowMs) {
    Optional<StoredSegment> refreshed = Optional.ofNullable(asOfRefresh.get(segment.id()));
    if (refreshed.isEmpty() && !settings.segments.listsNewAtOnce) {
      return Optional.empty();
    }
    if (!settings.segments.staleReads) {
      return Optional.of(new Listed(segment, nowMs));
    }
    return refreshed
        .map(old -> new Listed(old, refreshedAtMs))
        .or(() -> Optional.of(new Listed(segment, Long.MIN_VALUE)));
  }

  /** What the members read-back gives. */
  List<String> readBack(StoredSegment segment, long nowMs) {
    if (!settings.segments.staleReads) {
      return segment.visibleIds(nowMs);
    }
    return Optional.ofNullable(asOfRefresh.get(segment.id()))
        .map(old -> old.visibleIds(refreshedAtMs))
        .orElse(List.of());
  }

  /** A segment, and the time as of which it is shown. */
  record Listed(StoredSegment segment, long asOfMs) {}

  private StoredSegment plant(String name, boolean isList, Collection<String> ids, long nowMs) {
    List<String> fixed = List.copyOf(ids);
    StoredSegment segment = new StoredSegment(++lastId, name, "", isList, fixed, fixed, nowMs);
    byId.put(segment.id(), segment);
    Map<Long, StoredSegment> shown = new LinkedHashMap<>(asOfRefresh);
    shown.put(segment.id(), segment);
    asOfRefresh = shown;
    refreshedAtMs = Math.max(refreshedAtMs, nowMs);
    return segment;
  }

  private List<String> idsAfter(StoredSegment old, List<String> lines) {
    Set<String> ids =
        settings.segments.replaces ? new LinkedHashSet<>() : new LinkedHashSet<>(old.ids());
    ids.addAll(contactsAmong(lines));
    return List.copyOf(ids);
  }

  /** Duplicates count once, and who is no contact is silently left out (help centre). */
  private Set<String> contactsAmong(List<String> lines) {
    Set<String> ids = new LinkedHashSet<>();
    for (String line : lines) {
      if (LineUidText.isValid(line)
          && (!settings.segments.dropsUnknownContacts || members.isKnown(line))) {
        ids.add(line);
      }
    }
    return ids;
  }

  private <T> void remember(Deque<T> all, T last) {
    all.addLast(last);
    while (all.size() > settings.segments.uploadsKept) {
      all.removeFirst();
    }
  }

  private long readyAtMs(long nowMs) {
    return MaacTime.later(nowMs, settings.segments.readyAfterMs);
  }

  private static StoredSegment ready(StoredSegment segment, long nowMs) {
    return new StoredSegment(
        segment.id(),
        segment.name(),
        segment.description(),
        segment.isList(),
        segment.ids(),
        segment.ids(),
        nowMs);
  }
}
