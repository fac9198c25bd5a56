package io.github.linemaac.connect.api;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads answers of MAAC: what the status means, and JSON where JSON is due. Pure.
 *
 * <p>Nothing of a body goes into a message but names of fields, because MAAC's sentences may repeat
 * values.
 */
final class AnswerReader {
  private static final Pattern FIELD_NAME = Pattern.compile("[a-z_]{1,40}");

  private static final String CHECK_TOKEN =
      ": check api.token, and that api.url is the region that it was issued for";

  private static final String CHECK_PROXY_USER = ": check proxy.user and proxy.password";

  private static final String PAGE =
      " and a web page, which is not how MAAC's API responds: a firewall, gateway or proxy in front"
          + " of it blocks this worker or this call. Ask whoever runs it to allow api.url; if"
          + " nobody does, check api.url and proxy.url";

  /** What says something twice, or goes on after its end, is not believed. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private AnswerReader() {}

  /** What a call is about, as far as refusals are concerned. */
  private enum About {
    IMPORT("Check import.key and tags"),
    SEGMENT(
        "Check segment.name and segment.description, and whether the account may have more"
            + " segments"),
    TAGS("Check tags.removable"),
    MEMBER("Check that it may also change members (tags.removable, customer.id.null)");

    private final String toCheck;

    About(final String toCheck) {
      this.toCheck = toCheck;
    }
  }

  /**
   * Reads an answer about imports; to one that is to be begun, a refusal may only mean that another
   * is running.
   *
   * @param body reads the JSON of a success; empty where it has not the shape that is due
   */
  static <T> ApiResult<T> read(
      final Request request, final HttpReply answer, final Function<JsonNode, Optional<T>> body) {
    return read(About.IMPORT, request, answer, reply -> json(reply).flatMap(body));
  }

  /**
   * Reads an answer about segments, where a refusal is one.
   *
   * @param body reads the JSON of a success; empty where it has not the shape that is due
   */
  static <T> ApiResult<T> readStrictly(
      final Request request, final HttpReply answer, final Function<JsonNode, Optional<T>> body) {
    return read(About.SEGMENT, request, answer, reply -> json(reply).flatMap(body));
  }

  /**
   * Reads an answer about segments that is no JSON.
   *
   * @param body reads the body of a success; empty where it has not the shape that is due
   */
  static <T> ApiResult<T> readBody(
      final Request request, final HttpReply answer, final Function<byte[], Optional<T>> body) {
    return read(About.SEGMENT, request, answer, reply -> body.apply(reply.body()));
  }

  /**
   * Reads an answer about tags, where a refusal is one.
   *
   * @param body reads the JSON of a success; empty where it has not the shape that is due
   */
  static <T> ApiResult<T> readTags(
      final Request request, final HttpReply answer, final Function<JsonNode, Optional<T>> body) {
    return read(About.TAGS, request, answer, reply -> json(reply).flatMap(body));
  }

  /**
   * Reads an answer to a call that is about one member.
   *
   * @param body whether the JSON of a success, which may be none at all, is what is due
   */
  static ApiResult<Boolean> readOfMember(
      final Request request, final HttpReply answer, final Predicate<JsonNode> body) {
    return read(
        About.MEMBER, request, answer, reply -> json(reply).filter(body).map(anything -> true));
  }

  private static <T> ApiResult<T> read(
      final About about,
      final Request request,
      final HttpReply answer,
      final Function<HttpReply.Reply, Optional<T>> body) {
    if (answer instanceof HttpReply.Lost lost) {
      return new ApiResult.Retry<>(request + ": " + lost.what(), OptionalLong.empty());
    }
    if (answer instanceof HttpReply.Insecure insecure) {
      return new ApiResult.Refused<>(request + ": " + insecure.fault().words());
    }
    if (answer instanceof HttpReply.ProxyRefused refused) {
      return readProxy(request, refused.status());
    }
    final HttpReply.Reply reply = (HttpReply.Reply) answer;
    final String seen = request + " returned HTTP " + reply.status();
    return switch (reply.status() / 100) {
      case 2 ->
          body.apply(reply)
              .<ApiResult<T>>map(ApiResult.Value::new)
              .orElseGet(
                  () ->
                      new ApiResult.Retry<>(
                          seen + " and a body of an unknown shape", OptionalLong.empty()));
      case 3 ->
          new ApiResult.Refused<>(
              seen
                  + ", a redirect, which is not followed so that the token stays with api.url;"
                  + " check api.url");
      case 4 -> readRefusal(about, request, seen, reply);
      default -> new ApiResult.Retry<>(seen, RetryAfter.waitMs(reply));
    };
  }

  /** What a proxy says in place of MAAC. It may pass where the proxy cannot reach MAAC just now. */
  private static <T> ApiResult<T> readProxy(final Request request, final int status) {
    final String seen =
        request + ": the proxy blocks MAAC: it refused the tunnel with HTTP " + status;
    return switch (status) {
      case 407 -> new ApiResult.Refused<>(seen + CHECK_PROXY_USER);
      case 408, 425, 429 -> new ApiResult.Retry<>(seen, OptionalLong.empty());
      default ->
          status / 100 == 4
              ? new ApiResult.Refused<>(
                  seen + ": check proxy.url, and that the proxy allows api.url")
              : new ApiResult.Retry<>(seen, OptionalLong.empty());
    };
  }

  private static <T> ApiResult<T> readRefusal(
      final About about, final Request request, final String seen, final HttpReply.Reply reply) {
    final boolean begins = about == About.IMPORT && request.isUpload();
    return switch (reply.status()) {
      case 409, 423, 429 ->
          begins
              ? new ApiResult.Busy<>(
                  seen
                      + (reply.status() == 429
                          ? ": another import is running, or too many were sent"
                          : ": another import is running"),
                  RetryAfter.waitMs(reply),
                  false)
              : new ApiResult.Retry<>(seen, RetryAfter.waitMs(reply));
      case 408, 425 -> new ApiResult.Retry<>(seen, RetryAfter.waitMs(reply));
      case 413 -> new ApiResult.TooLarge<>();
      case 404 ->
          about == About.MEMBER && json(reply).isEmpty()
              ? new ApiResult.Retry<>(seen + " and a body that is not JSON", OptionalLong.empty())
              : new ApiResult.NotFound<>();
      case 401 -> new ApiResult.Refused<>(seen + CHECK_TOKEN);
      case 407 -> new ApiResult.Refused<>(seen + CHECK_PROXY_USER);
      case 400, 403 ->
          begins && json(reply).filter(BusyWords::areIn).isPresent()
              ? new ApiResult.Busy<>(
                  seen + " and a body that says that another import is running",
                  RetryAfter.waitMs(reply),
                  true)
              : refused(about, seen, reply);
      default -> refused(about, seen, reply);
    };
  }

  private static <T> ApiResult<T> refused(
      final About about, final String seen, final HttpReply.Reply reply) {
    if (reply.isPage()) {
      return new ApiResult.Refused<>(seen + PAGE);
    }
    if (about == About.MEMBER && (reply.status() == 400 || reply.status() == 422)) {
      final Set<String> fields = namesOfFields(reply);
      return new ApiResult.Unfit<>(
          "is refused by MAAC (HTTP "
              + reply.status()
              + (fields.isEmpty() ? ")" : " about " + String.join(", ", fields) + ")"));
    }
    return switch (reply.status()) {
      case 400 -> unreadable(about, seen, namesOfFields(reply));
      case 403 ->
          new ApiResult.Refused<>(
              seen + CHECK_TOKEN + (about == About.IMPORT ? "" : ". " + about.toCheck));
      default -> new ApiResult.Refused<>(seen + ": check api.url");
    };
  }

  private static <T> ApiResult<T> unreadable(
      final About about, final String seen, final Set<String> fields) {
    return new ApiResult.Refused<>(
        seen
            + (fields.isEmpty() ? "" : " about " + String.join(", ", fields))
            + ": MAAC cannot read the call. "
            + about.toCheck
            + "; if they are right, report this with the version of the connector",
        fields);
  }

  private static Optional<JsonNode> json(final HttpReply.Reply reply) {
    try {
      return Optional.ofNullable(JSON.readTree(reply.body()));
    } catch (final IOException e) {
      // Not only JacksonException: bytes that look like UTF-32 and are none fail outside of it.
      return Optional.empty();
    }
  }

  private static SortedSet<String> namesOfFields(final HttpReply.Reply reply) {
    final SortedSet<String> names = new TreeSet<>();
    json(reply)
        .ifPresent(
            body -> {
              final Iterator<String> fields = body.fieldNames();
              while (fields.hasNext() && names.size() < 10) {
                final String name = fields.next();
                if (FIELD_NAME.matcher(name).matches()) {
                  names.add(name);
                }
              }
            });
    return names;
  }
}
