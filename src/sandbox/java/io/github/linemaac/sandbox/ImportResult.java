package io.github.linemaac.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a sound import did. */
record ImportResult(int total, int created, int updated, List<String> mismatchedKeys) {

  int written() {
    return created + updated;
  }

  /** The documented shape of success. The link is there only for the key {@code line_uid}. */
  ObjectNode json(ImportBody body, Optional<String> mismatchLink, ImportTask task) {
    ObjectNode result = SandboxJson.object().put("success", true);
    result.set("tags", SandboxJson.array(body.tags()));
    result
        .put("total_num", total)
        .put("created_num", created)
        .put("updated_num", updated)
        .put("mismatch_num", mismatchedKeys.size())
        .put("mismatch_export_link", mismatchLink.orElse(null));
    return result
        .put("start_time", MaacTime.of(task.startsAtMs()))
        .put("end_time", MaacTime.of(task.endsAtMs()));
  }

  /** Counts while rows are written. */
  static final class Counter {
    private final int total;
    private final List<String> mismatchedKeys = new ArrayList<>();
    private int created;
    private int updated;

    Counter(int total) {
      this.total = total;
    }

    void written(boolean isNew) {
      created += isNew ? 1 : 0;
      updated += isNew ? 0 : 1;
    }

    void mismatch(String keyValue) {
      mismatchedKeys.add(keyValue);
    }

    ImportResult result() {
      return new ImportResult(total, created, updated, List.copyOf(mismatchedKeys));
    }
  }
}
