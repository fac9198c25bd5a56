package io.github.linemaac.connect.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.linemaac.connect.model.LineUid;

/**
 * The calls that take something off one member, and what their answers mean. Each may be made again
 * without harm. Pure.
 */
public final class RemovalCalls {
  private static final String JSON = "application/json; charset=utf-8";
  private static final byte[] NO_CUSTOMER_ID = "{\"customer_id\":null}".getBytes(US_ASCII);

  private RemovalCalls() {}

  /**
   * Takes a tag off a member (MAAC OpenAPI, tags: the pair is the body of a DELETE).
   *
   * @param tagId MAAC's number of the tag
   */
  public static Request untag(final String tagId, final LineUid member) {
    final byte[] body =
        ("{\"tag_id\":" + tagId + ",\"line_uid\":\"" + text(member) + "\"}").getBytes(US_ASCII);
    return new Request("DELETE", "/openapi/v1/taglinemember/", "", JSON, Body.of(body));
  }

  /** Reads what {@link #untag} was answered. */
  public static ApiResult<Boolean> readUntag(final Request request, final HttpReply answer) {
    return AnswerReader.readOfMember(request, answer, body -> true);
  }

  /** Unbinds the customer id of a member (MAAC OpenAPI, one contact: null unbinds). */
  public static Request unbind(final LineUid member) {
    return new Request(
        "PATCH", "/openapi/v1/member/" + text(member) + "/", "", JSON, Body.of(NO_CUSTOMER_ID));
  }

  /** Reads what {@link #unbind} was answered: the member. */
  public static ApiResult<Boolean> readUnbind(final Request request, final HttpReply answer) {
    return AnswerReader.readOfMember(request, answer, body -> body.isObject());
  }

  private static String text(final LineUid member) {
    final byte[] text = new byte[LineUid.CHARACTERS];
    member.writeTo(text, 0);
    return new String(text, US_ASCII);
  }
}
