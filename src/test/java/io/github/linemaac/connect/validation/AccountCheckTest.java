package io.github.linemaac.connect.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.HttpReply.Lost.How;
import io.github.linemaac.connect.api.TlsFault;
import io.github.linemaac.connect.config.Fault;
import io.github.linemaac.connect.config.MaacConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of trouble is told on the key to look at. */
class AccountCheckTest {
  private static final String EMPTY = "{\"results\":[],\"next\":null}";
  private static final String LIST = "Spring sale";
  private static final String PLACEHOLDER = "U000000000000000000000000000000ff";

  @Test
  void asksOnceForAMemberThatNobodyIs() {
    final AccountCheck check = new AccountCheck(members());

    assertThat(check.next().orElseThrow())
        .hasToString("GET /openapi/v1/member/")
        .extracting("query")
        .isEqualTo("line_uid=U00000000000000000000000000000000");
    check.answered(reply(200, EMPTY));
    assertThat(check.next()).isEmpty();
    assertThat(check.faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "200, api.url, not like MAAC",
    "204, api.url, not like MAAC",
    "301, api.url, redirects to another address (HTTP 301)",
    "400, api.url, (HTTP 400)",
    "401, api.token, MAAC rejected the token (HTTP 401)",
    "403, api.token, MAAC rejected the token (HTTP 403)",
    "404, api.url, check that it is MAAC's",
    "407, proxy.user proxy.password, (HTTP 407)",
    "408, api.url, MAAC is down (HTTP 408)",
    "500, api.url, MAAC is down (HTTP 500)",
    "503, api.url, MAAC is down (HTTP 503)"
  })
  void tellsWhatAStatusSaysOnItsKeys(final int status, final String keys, final String words) {
    assertOne(faults(members(), reply(status, "no json, s3cr3t")), keys.split(" "), words);
  }

  @Test
  void tellsAWebPageInPlaceOfARefusalFromARefusalOfMaac() {
    assertOne(
        faults(members(), reply(403, "<html>no json, s3cr3t</html>")),
        new String[] {"api.url"},
        "a firewall or gateway in front of MAAC blocks this worker");
  }

  @Test
  void takesTooManyRequestsForNoFaultOfTheConfiguration() {
    assertThat(faults(members(), reply(429, ""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_HOST, api.url, cannot resolve the host of api.url",
    "REFUSED, api.url, connection to api.url refused",
    "NO_CONNECTION, api.url, timed out connecting to api.url",
    "TLS, api.url, the TLS handshake with api.url failed",
    "NO_ANSWER, api.url, MAAC is down or slow",
    "BROKEN, api.url, the connection was closed"
  })
  void tellsHowACallWasLost(final How how, final String key, final String words) {
    assertOne(faults(members(), lost(how)), new String[] {key}, words);
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_HOST, proxy.url, cannot resolve the host of proxy.url",
    "REFUSED, proxy.url, connection to proxy.url refused",
    "NO_CONNECTION, proxy.url, timed out connecting through proxy.url",
    "TLS, api.url, the TLS handshake with api.url failed",
    "NO_ANSWER, api.url, MAAC is down or slow",
    "BROKEN, api.url, the connection was closed"
  })
  void tellsHowACallWasLostOnItsWayThroughAProxy(
      final How how, final String key, final String words) {
    assertOne(faults(throughProxy(), lost(how)), new String[] {key}, words);
  }

  @ParameterizedTest
  @CsvSource({
    "407, proxy.user proxy.password, the proxy rejected the credentials",
    "403, proxy.url, allows the host of api.url",
    "405, proxy.url, allows the host of api.url",
    "502, api.url, check the host of api.url",
    "504, api.url, check the host of api.url"
  })
  void tellsHowTheProxyRefused(final int status, final String keys, final String words) {
    assertOne(faults(throughProxy(), new HttpReply.ProxyRefused(status)), keys.split(" "), words);
  }

  @ParameterizedTest
  @CsvSource({
    "UNTRUSTED, ssl.truststore.location api.url, does not trust the CA",
    "EXPIRED, api.url, has expired",
    "NOT_YET_VALID, api.url, is not valid yet",
    "WRONG_HOST, api.url, is for another host",
    "OLD_PROTOCOL, api.url, does not support a safe version of TLS",
    "PLAIN_TEXT, api.url, does not speak TLS",
    "CLIENT_CERTIFICATE, ssl.keystore.location, demands a client certificate"
  })
  void tellsWhyNoSecureConnectionCameAbout(
      final TlsFault fault, final String keys, final String words) {
    assertOne(faults(members(), new HttpReply.Insecure(fault)), keys.split(" "), words);
  }

  @ParameterizedTest
  @EnumSource(How.class)
  void eachWayToLoseACallReadsDifferently(final How how) {
    assertThat(
            Stream.of(How.values())
                .filter(other -> other != how)
                .map(other -> faults(members(), lost(other)).get(0).message()))
        .doesNotContain(faults(members(), lost(how)).get(0).message());
  }

  @Test
  void asksForListsOfTheNameOverAllPages() {
    final AccountCheck check = new AccountCheck(segments(Map.of()));

    assertThat(check.next().orElseThrow())
        .hasToString("GET /openapi/v1/segment/")
        .extracting("query")
        .isEqualTo("name=Spring%20sale");
    check.answered(reply(200, "{\"results\":[" + list(1, LIST, 2) + "],\"next\":\"a%3D\"}"));
    assertThat(check.next().orElseThrow())
        .extracting("query")
        .isEqualTo("name=Spring%20sale&start=a%3D");
    check.answered(reply(200, "{\"results\":[" + list(2, LIST, 2) + "],\"next\":null}"));

    assertThat(check.next()).isEmpty();
    assertOne(check.faults(), new String[] {"segment.name"}, "exists more than once in MAAC");
  }

  @Test
  void endsAListingThatNeverEnds() {
    final AccountCheck check = new AccountCheck(segments(Map.of()));

    for (int page = 0; page < 3; page++) {
      assertThat(check.next()).isPresent();
      check.answered(reply(200, "{\"results\":[],\"next\":\"more\"}"));
    }
    assertThat(check.next()).isEmpty();
    assertThat(check.faults()).isEmpty();
  }

  @Test
  void tellsThatTheNameIsOfAnotherType() {
    assertOne(
        faults(segments(Map.of()), page(list(1, LIST, 1))),
        new String[] {"segment.name"},
        "a segment that is defined by conditions");
  }

  @Test
  void tellsThatTheListExistsOnlyWhereItIsToBeLeftAlone() {
    final HttpReply page = page(list(1, LIST, 2), list(2, LIST + " 2", 2));

    assertThat(faults(segments(Map.of()), page)).isEmpty();
    assertOne(
        faults(segments(Map.of("update.segment", "false")), page),
        new String[] {"segment.name", "update.segment"},
        "exists in MAAC already");
    assertThat(faults(segments(Map.of("update.segment", "false")), page(list(2, LIST + " 2", 2))))
        .isEmpty();
  }

  @Test
  void looksForNoListWhereEachRecordNamesItsOwn() {
    final MaacConfig config = segments(Map.of("segment.name", ""));

    assertThat(faults(config, page(list(1, "", 2), list(2, "", 2)))).isEmpty();
  }

  @Test
  void asksWhetherMaacKnowsThePlaceholder() {
    final AccountCheck check = new AccountCheck(withPlaceholder());

    assertThat(check.next().orElseThrow())
        .hasToString("GET /openapi/v1/member/")
        .extracting("query")
        .isEqualTo("line_uid=" + PLACEHOLDER);
    check.answered(reply(200, "{\"results\":[{\"line_uid\":\"" + PLACEHOLDER + "\"}]}"));
    assertThat(check.next().orElseThrow()).hasToString("GET /openapi/v1/segment/");
    check.answered(page());

    assertThat(check.next()).isEmpty();
    assertThat(check.faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"line_uid\":\"U000000000000000000000000000000fe\"}"})
  void tellsThatMaacDoesNotKnowThePlaceholderAndWhatElseIsWrong(final String others) {
    final AccountCheck check = new AccountCheck(withPlaceholder());

    check.answered(reply(200, "{\"results\":[" + others + "]}"));
    assertOne(
        check.faults(),
        new String[] {"segment.placeholder.line_uid"},
        "MAAC does not know the LINE user id of segment.placeholder.line_uid");
    check.answered(page(list(1, LIST, 1)));

    assertThat(check.next()).isEmpty();
    assertThat(check.faults()).hasSize(2);
    assertThat(check.faults().toString()).doesNotContain(PLACEHOLDER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "<html>"})
  void knowsAnAnswerAboutThePlaceholderThatMaacDoesNotGive(final String body) {
    final AccountCheck check = new AccountCheck(withPlaceholder());

    check.answered(reply(200, body));

    assertOne(check.faults(), new String[] {"api.url"}, "not like MAAC");
    assertThat(check.next()).isEmpty();
  }

  private static MaacConfig withPlaceholder() {
    return segments(
        Map.of(
            "segment.empty.behavior", "placeholder", "segment.placeholder.line_uid", PLACEHOLDER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "<html>", "{\"results\":[1]}"})
  void knowsAnAnswerAboutListsThatMaacDoesNotGive(final String body) {
    assertOne(
        faults(segments(Map.of()), reply(200, body)), new String[] {"api.url"}, "not like MAAC");
  }

  private static void assertOne(final List<Fault> faults, final String[] keys, final String words) {
    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).keys()).containsExactly(keys);
    assertThat(faults.get(0).message()).contains(words).doesNotContain("s3cr3t", "restart");
  }

  private static List<Fault> faults(final MaacConfig config, final HttpReply answer) {
    final AccountCheck check = new AccountCheck(config);
    check.answered(answer);
    return check.faults();
  }

  private static HttpReply lost(final How how) {
    return new HttpReply.Lost(how, "s3cr3t");
  }

  private static HttpReply reply(final int status, final String body) {
    return new HttpReply.Reply(status, Optional.empty(), body.getBytes(UTF_8));
  }

  private static HttpReply page(final String... lists) {
    return reply(200, "{\"results\":[" + Stream.of(lists).collect(joining(",")) + "]}");
  }

  private static String list(final int id, final String name, final int type) {
    return "{\"id\":%d,\"name\":\"%s\",\"segment_type\":%d,\"status\":2,\"member_count\":3}"
        .formatted(id, name, type);
  }

  private static MaacConfig members() {
    return config(Map.of("data.object", "members", "import.key", "line_uid"));
  }

  private static MaacConfig throughProxy() {
    return config(
        Map.of(
            "data.object", "members",
            "import.key", "line_uid",
            "proxy.url", "http://127.0.0.1:9"));
  }

  private static MaacConfig segments(final Map<String, String> more) {
    final Map<String, String> props = new HashMap<>();
    props.put("data.object", "segments");
    props.put("segment.name", LIST);
    props.putAll(more);
    return config(props);
  }

  private static MaacConfig config(final Map<String, String> more) {
    final Map<String, String> props = new HashMap<>(more);
    props.put("api.token", "s3cr3t");
    return MaacConfig.of(props);
  }
}
