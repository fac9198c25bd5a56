package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.UID_2;
import static io.github.linemaac.sandbox.Caller.uid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of members and tags, and pages of 300 whose token is percent-encoded. */
final class ReadsTest {
  private static final String MEMBERS = "/openapi/v1/member/";
  private static final String TAGS = "/openapi/v1/tag/";

  private final Caller maac = new Caller();

  @Test
  void pagesHaveThreeHundredAndTheTokenIsAppendedAsItCame() {
    maac.sandbox.members().follow(IntStream.range(0, 601).mapToObj(Caller::uid).toList(), 1);
    List<Integer> sizes = new ArrayList<>();
    List<String> lineUids = new ArrayList<>();

    String query = "";
    for (int i = 0; i < 3; i++) {
      JsonNode page = maac.get(MEMBERS + query).json();
      sizes.add(page.path("results").size());
      page.path("results").forEach(member -> lineUids.add(member.path("line_uid").textValue()));
      query = "?start=" + page.path("next").textValue();
    }

    assertThat(sizes).containsExactly(300, 300, 1);
    assertThat(lineUids).doesNotHaveDuplicates().hasSize(601);
    assertThat(query).isEqualTo("?start=null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c+300==", "c%252B300%253D%253D", "300", ""})
  void aTokenThatIsDecodedOrEncodedTwiceIsInvalid(String start) {
    maac.sandbox.members().follow(IntStream.range(0, 301).mapToObj(Caller::uid).toList(), 1);
    assertThat(maac.get(MEMBERS).json().path("next").textValue()).isEqualTo("c%2B300%3D%3D");

    assertThat(maac.get(MEMBERS + "?start=" + start).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "NULL, '{\"results\":[],\"next\":null}'",
    "ABSENT, '{\"results\":[]}'",
    "BLANK, '{\"results\":[],\"next\":\"\"}'"
  })
  void theLastPageSaysSoInAnyOfThreeWays(SandboxSettings.LastPage lastPage, String json) {
    maac.settings.lastPage = lastPage;

    assertThat(maac.get(MEMBERS).text()).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "line_uid=U00000000000000000000000000000001",
        "email=one%40example.com",
        "mobile=%2B886912345678",
        "customer_id=c1&email=one%40example.com",
        "status=unfollow"
      })
  void membersAreFilteredByWhatIsAsked(String query) {
    plantThree();

    JsonNode results = maac.get(MEMBERS + "?" + query).json().path("results");

    assertThat(results).hasSize(1);
    assertThat(results.path(0).path("line_uid").textValue()).isEqualTo(UID_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mobile=+886912345678", "customer_id=c1&email=two", "email=one"})
  void noMatchIsAnEmptyList(String query) {
    plantThree();

    assertThat(maac.get(MEMBERS + "?" + query).json().path("results")).isEmpty();
  }

  @Test
  void aMemberHasTheDocumentedFields() {
    maac.sandbox.members().follow(List.of(UID_2), 0);

    assertThat(maac.get(MEMBERS).json().path("results").path(0).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "line_uid",
            "line_display_name",
            "display_name",
            "email",
            "mobile",
            "customer_id",
            "gender",
            "birthday",
            "tags",
            "tags_detail",
            "status",
            "updated_at",
            "created_at",
            "blocked_at");
  }

  @Test
  void aTagIsMadeFoundByPartOfItsNameAndReadById() {
    SandboxReply made = maac.post(TAGS, "{\"name\":\"VIP 2024\",\"available_days\":100}");
    maac.post(TAGS, "{\"name\":\"other\"}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text()).isEqualTo("{\"id\":1,\"name\":\"VIP 2024\",\"available_days\":100}");
    assertThat(maac.get(TAGS + "?name=vip").json().path("results")).hasSize(1);
    assertThat(maac.get(TAGS + "2/").text())
        .isEqualTo("{\"id\":2,\"name\":\"other\",\"available_days\":null}");
  }

  @Test
  void aSecondTagOfOneNameIsRefused() {
    maac.post(TAGS, "{\"name\":\"a\"}");

    assertThat(maac.post(TAGS, "{\"name\":\"a\"}").status()).isEqualTo(400);
    assertThat(maac.post(TAGS, "{}").status()).isEqualTo(400);
    assertThat(maac.sandbox.account().tags().names()).containsExactly("a");
  }

  private void plantThree() {
    maac.sandbox
        .members()
        .create(
            Map.of(
                ContactField.LINE_UID, UID_1,
                ContactField.EMAIL, "one@example.com",
                ContactField.MOBILE, "+886912345678",
                ContactField.CUSTOMER_ID, "c1"),
            0);
    maac.sandbox.members().follow(List.of(uid(2), uid(3)), 0);
    maac.sandbox.members().block(UID_1);
  }
}
