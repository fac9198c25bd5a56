package io.github.linemaac.connect.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The two calls of a bulk import, and what their answers mean; {@code upload.ImportStateMachine}
 * says when each is made. Pure.
 */
public final class ImportCalls {
  private static final String PATH = "/openapi/v1/member/import/";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z0-9_]{1,40}");
  private static final int MAX_COLUMNS_NAMED = 20;

  private ImportCalls() {}

  /** Begins an import (MAAC OpenAPI, import contacts). */
  public static Request submit(final Body body) {
    return Request.postJson(PATH, body);
  }

  /** Reads what {@link #submit} was answered: the id of the import that MAAC has begun. */
  public static ApiResult<String> readSubmit(final Request request, final HttpReply answer) {
    return AnswerReader.read(request, answer, ImportCalls::id);
  }

  /** Asks how far an import is (MAAC OpenAPI, import task). */
  public static Request status(final String id) {
    return Request.get(PATH + id + "/");
  }

  /** Reads what {@link #status} was answered. */
  public static ApiResult<ImportStatus> readStatus(final Request request, final HttpReply answer) {
    return AnswerReader.read(request, answer, ImportCalls::importStatus);
  }

  private static Optional<String> id(final JsonNode body) {
    final JsonNode id = body.path("id");
    return (id.isTextual() || (id.isIntegralNumber() && id.canConvertToLong()))
            && ID.matcher(id.asText()).matches()
        ? Optional.of(id.asText())
        : Optional.empty();
  }

  private static Optional<ImportStatus> importStatus(final JsonNode body) {
    final JsonNode result = body.path("result");
    return switch (body.path("status").asText("")) {
      case "pending", "processing" -> Optional.of(new ImportStatus.Running());
      case "done" -> Optional.of(result(result));
      case "" -> Optional.empty();
      // There is no result while an import runs (MAAC OpenAPI): whatever this is, it is an end.
      default -> result.isMissingNode() ? Optional.empty() : Optional.of(result(result));
    };
  }

  private static ImportStatus result(final JsonNode result) {
    final JsonNode success = result.path("success");
    try {
      if (success.isBoolean() && success.booleanValue()) {
        return new ImportStatus.Confirmed(
            total(result),
            count(result, "created_num"),
            count(result, "updated_num"),
            count(result, "mismatch_num"),
            link(result.path("mismatch_export_link")));
      }
      final FaultCounts counts = faultCounts(result);
      return counts.concernsRows() || counts.concernsColumns()
          ? new ImportStatus.Rejected(counts)
          : new ImportStatus.Unclear();
    } catch (final NotACount e) {
      return success.isBoolean() && success.booleanValue()
          ? new ImportStatus.Confirmed(0, 0, 0)
          : new ImportStatus.Unclear();
    }
  }

  private static Optional<ExportLink> link(final JsonNode link) {
    return link.isTextual() && !link.asText().isBlank()
        ? Optional.of(new ExportLink(link.asText().strip()))
        : Optional.empty();
  }

  private static OptionalLong total(final JsonNode result) throws NotACount {
    return result.hasNonNull("total_num")
        ? OptionalLong.of(count(result, "total_num"))
        : OptionalLong.empty();
  }

  private static FaultCounts faultCounts(final JsonNode result) throws NotACount {
    return new FaultCounts(
        count(result, "blank_error"),
        count(result, "duplicate_error"),
        count(result, "gender_error"),
        count(result, "mobile_error"),
        count(result, "birthday_error"),
        columns(result.path("miss_fields")),
        columns(result.path("useless_fields")));
  }

  private static long count(final JsonNode result, final String name) throws NotACount {
    final JsonNode count = result.path(name);
    if (count.isMissingNode() || count.isNull()) {
      return 0;
    }
    if (!count.isIntegralNumber() || !count.canConvertToInt() || count.intValue() < 0) {
      throw new NotACount();
    }
    return count.intValue();
  }

  private static List<String> columns(final JsonNode names) {
    final List<String> columns = new ArrayList<>();
    for (final JsonNode name : names) {
      if (columns.size() < MAX_COLUMNS_NAMED) {
        columns.add(COLUMN.matcher(name.asText()).matches() ? name.asText() : "?");
      }
    }
    return columns;
  }

  /** A number of rows that is none. */
  private static final class NotACount extends Exception {
    private static final long serialVersionUID = 1L;

    NotACount() {
      super("not a count of rows", null, false, false);
    }
  }
}
