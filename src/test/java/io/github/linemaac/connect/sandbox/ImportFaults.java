package io.github.linemaac.connect.sandbox;

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

  ObjectNode json() {
    ObjectNode result =
        Json.object()
            .put("success", false)
            .put("blank_error", blank)
            .put("duplicate_error", duplicate)
            .put("gender_error", gender)
            .put("mobile_error", mobile)
            .put("birthday_error", birthday);
    result.set("miss_fields", Json.array(missingFields));
    result.set("useless_fields", Json.array(uselessFields));
    return result;
  }
}
