package io.github.linemaac.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Uploads lists to the sandbox, as a well-behaved client does. */
final class ListCaller {
  static final String LISTS = "/openapi/v1/custom_segment/";
  static final String SEGMENTS = "/openapi/v1/segment/";
  static final String MULTIPART = "multipart/form-data; boundary=cut";

  final Caller maac = new Caller();

  static String csv(String... ids) {
    return "line_uid\n" + String.join("\n", ids) + (ids.length == 0 ? "" : "\n");
  }

  static String field(String name, String value) {
    return "--cut\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  static String file(String content) {
    return """
        --cut\r
        Content-Disposition: form-data; name="file"; filename="list.csv"\r
        Content-Type: text/csv\r
        \r
        %s\r
        """
        .formatted(content);
  }

  static String form(String... parts) {
    return String.join("", parts) + "--cut--\r\n";
  }

  SandboxReply send(String method, String path, String body) {
    return send(method, path, MULTIPART, body.getBytes(UTF_8));
  }

  SandboxReply send(String method, String path, String contentType, byte[] body) {
    return maac.call(SandboxRequest.of(method, path, maac.settings.token, contentType, body));
  }

  SandboxReply create(String name, String... ids) {
    return send("POST", LISTS, form(field("name", name), file(csv(ids))));
  }

  SandboxReply replace(long id, String... ids) {
    return send("PATCH", LISTS + id + "/", form(file(csv(ids))));
  }

  String members(long id) {
    return maac.get(SEGMENTS + id + "/members/").text();
  }

  void follow(String... ids) {
    maac.sandbox.members().follow(List.of(ids), maac.nowMs);
  }
}
