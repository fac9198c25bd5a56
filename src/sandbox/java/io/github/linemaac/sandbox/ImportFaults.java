package io.github.linemaac.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What MAAC counts against an import; the shape is documented. That one fault rejects the whole
 * import is inferred, strongly: the report of a failure has no counts of what was written.
 */
record ImportFaults(
    int blank,
    int duplicate,
    int gender,
    int mobile,
    int birthday,
    Set<String> missingFields,
    Set<String> uselessFields) {

  boolean fail(ImportSettings settings) {
    return blank + duplicate + gender + mobile + birthday > 0
        || !missingFields.isEmpty()
        || (settings.uselessFieldsFail && !uselessFields.isEmpty());
  }

  /** What a report tells of them. */
  ImportFaults told(ImportSettings.Counts counts) {
    return switch (counts) {
      case ALL -> this;
      case FIRST_KIND -> firstKind();
      case ONE_OF_A_KIND ->
          new ImportFaults(
              Math.min(1, blank),
              Math.min(1, duplicate),
              Math.min(1, gender),
              Math.min(1, mobile),
              Math.min(1, birthday),
              missingFields,
              uselessFields);
    };
  }

  private ImportFaults firstKind() {
    if (blank > 0) {
      return new ImportFaults(blank, 0, 0, 0, 0, missingFields, uselessFields);
    }
    if (duplicate > 0) {
      return new ImportFaults(0, duplicate, 0, 0, 0, missingFields, uselessFields);
    }
    if (gender > 0) {
      return new ImportFaults(0, 0, gender, 0, 0, missingFields, uselessFields);
    }
    return mobile > 0 ? new ImportFaults(0, 0, 0, mobile, 0, missingFields, uselessFields) : this;
  }

  ObjectNode json() {
    ObjectNode result =
        SandboxJson.object()
            .put("success", false)
            .put("blank_error", blank)
            .put("duplicate_error", duplicate)
            .put("gender_error", gender)
            .put("mobile_error", mobile)
            .put("birthday_error", birthday);
    result.set("miss_fields", SandboxJson.array(missingFields));
    result.set("useless_fields", SandboxJson.array(uselessFields));
    return result;
  }
}
