package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Violation.Kind.MALFORMED;
import static io.github.linemaac.sandbox.Violation.Kind.MEDIA_TYPE;
import static io.github.linemaac.sandbox.Violation.Kind.UNKNOWN_FIELD;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a custom segment. {@code multipart/form-data} is documented for POST. The PATCH is
 * documented as JSON beside a file, which JSON cannot carry, so both are taken there, and a file
 * only in multipart (inferred, strongly).
 */
record SegmentForm(Optional<String> name, Optional<String> description, Optional<byte[]> file) {
  private static final String NOT_A_FILE =
      "The submitted data was not a file. Check the encoding type on the form.";

  static SegmentForm ofPost(SandboxRequest request) {
    if (!request.mediaType().equals(MultipartReader.MEDIA_TYPE)) {
      throw Refusal.detail(MEDIA_TYPE, 415, "Unsupported media type in request.");
    }
    SegmentForm form = ofMultipart(request);
    if (form.name().isEmpty()) {
      throw Refusal.field(MALFORMED, "name", "This field is required.");
    }
    if (form.file().isEmpty()) {
      throw Refusal.field(MALFORMED, "file", "No file was submitted.");
    }
    return form;
  }

  static SegmentForm ofPatch(SandboxRequest request) {
    SegmentForm form =
        switch (request.mediaType()) {
          case MultipartReader.MEDIA_TYPE -> ofMultipart(request);
          case "application/json" -> ofJson(request);
          default -> throw Refusal.detail(MEDIA_TYPE, 415, "Unsupported media type in request.");
        };
    if (form.name().isEmpty() && form.description().isEmpty() && form.file().isEmpty()) {
      throw Refusal.field(
          MALFORMED, "non_field_errors", "At least one of name, description and file is required.");
    }
    return form;
  }

  private static SegmentForm ofMultipart(SandboxRequest request) {
    Map<String, MultipartReader.Part> parts =
        MultipartReader.parse(request.header("content-type").orElse(""), request.body());
    parts.keySet().forEach(SegmentForm::requireKnown);
    return checked(
        Optional.ofNullable(parts.get("name")).map(part -> text("name", part)),
        Optional.ofNullable(parts.get("description")).map(part -> text("description", part)),
        Optional.ofNullable(parts.get("file")).map(SegmentForm::file));
  }

  private static SegmentForm ofJson(SandboxRequest request) {
    JsonNode json;
    try {
      json = SandboxJson.MAPPER.readTree(request.body());
    } catch (IOException e) {
      throw Refusal.detail(MALFORMED, 400, "JSON parse error");
    }
    json.fieldNames().forEachRemaining(SegmentForm::requireKnown);
    if (json.has("file")) {
      throw Refusal.field(MALFORMED, "file", NOT_A_FILE);
    }
    return checked(text(json, "name"), text(json, "description"), Optional.empty());
  }

  private static SegmentForm checked(
      Optional<String> name, Optional<String> description, Optional<byte[]> file) {
    if (name.filter(String::isBlank).isPresent()) {
      throw Refusal.field(MALFORMED, "name", "This field may not be blank.");
    }
    return new SegmentForm(name, description, file);
  }

  private static void requireKnown(String field) {
    switch (field) {
      case "name", "description", "file" -> {}
      default -> throw Refusal.field(UNKNOWN_FIELD, "non_field_errors", "unknown field " + field);
    }
  }

  private static Optional<String> text(JsonNode json, String field) {
    if (!json.has(field)) {
      return Optional.empty();
    }
    if (!json.get(field).isTextual()) {
      throw Refusal.field(MALFORMED, field, "Not a valid string.");
    }
    return Optional.of(json.get(field).textValue());
  }

  private static String text(String field, MultipartReader.Part part) {
    if (part.filename().isPresent()) {
      throw Refusal.field(MALFORMED, field, "Not a valid string.");
    }
    return new String(part.content(), UTF_8);
  }

  /** Django takes a part without a file name for a plain field. */
  private static byte[] file(MultipartReader.Part part) {
    if (part.filename().isEmpty()) {
      throw Refusal.field(MALFORMED, "file", NOT_A_FILE);
    }
    if (!part.mediaType().equals("text/csv")) {
      throw Refusal.field(MALFORMED, "file", "The file has to be of type text/csv.");
    }
    return part.content();
  }
}
