package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.DeadLetter;
import io.github.linemaac.cluster.MemberRecord;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/**
 * The sandbox's console in a browser, while the connector delivers: what each button brings about
 * is seen in the page, and then how the connector gets over it.
 */
@Tag("browser")
class ConsoleIT {

  private static final String ALL_WELL = "#all-well";
  private static final String CALLS = "#calls-rows";
  private static final String IMPORTS = "#imports-rows";
  private static final String NEWEST_IMPORT = "#imports-rows tr:first-child";
  private static final String SLOT = "#slot";
  private static final int DESKTOP_WIDTH = 1280;
  private static final int SMALL_WIDTH = 390;

  @AutoClose private static Browser browser;

  @AutoClose private final MemberSink sink = SharedKafka.sink();

  @BeforeAll
  static void startBrowser() {
    browser = Browser.start().resize(DESKTOP_WIDTH, 1_000);
  }

  @AfterEach
  void assertNothingWasBlockedOrFailed() {
    // Before the sandbox ends, which the page would complain of.
    browser.leave();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aTokenThatIsRefusedStopsTheTaskUntilItIsRestarted() {
    deliverTheFirst(100);
    press("token");

    sink.sendMembers(100, 100);
    browser.awaitText(CALLS, "POST member/import/ 401");
    assertThat(sink.awaitFailure()).contains("HTTP 401");
    awaitMembers(100);

    allWellAgain();
    sink.restart().awaitAllCommitted();
    awaitMembers(200);
  }

  @Test
  void anOutageIsWaitedOut() {
    deliverTheFirst(100);
    press("outage");
    browser.awaitText("[data-trouble=outage] .state", "s left");

    sink.sendMembers(100, 100);
    browser.awaitText(CALLS, "POST member/import/ 503");
    assertThat(sink.committedRecords()).isEqualTo(100);

    allWellAgain();
    awaitMembers(200);
    sink.awaitAllCommitted();
  }

  @Test
  void theImportSlotIsWaitedForWhileSomebodyElseHasIt() {
    deliverTheFirst(100);
    press("slot");
    browser.awaitText(SLOT, "somebody else's");
    browser.awaitText(NEWEST_IMPORT, "running somebody else's");

    sink.sendMembers(100, 100);
    browser.awaitText(CALLS, "POST member/import/ 429");

    press("slot", false);
    awaitMembers(200);
    browser.awaitText(SLOT, "free");
    sink.awaitAllCommitted();
  }

  @Test
  void aBadRowIsFoundAndTheOthersAreDelivered() {
    deliverTheFirst(100);
    press("bad_row");
    browser.awaitText("[data-trouble=bad_row] .state", "on");

    sink.sendMembers(100, 100);
    browser.awaitText(IMPORTS, "rejected 1 invalid mobile");
    browser.awaitText("[data-trouble=bad_row] .state", "row found");

    awaitMembers(199);
    sink.awaitAllCommitted();
    assertThat(sink.deadLetters())
        .extracting(DeadLetter::reason)
        .hasSize(1)
        .first()
        .asString()
        .contains("mobile");

    allWellAgain();
    sink.sendMembers(100, 100);
    awaitMembers(200);
  }

  @Test
  void slowImportsAreWaitedFor() {
    deliverTheFirst(100);
    press("slow");

    sink.sendMembers(100, 100);
    browser.awaitText(SLOT, "in use");
    browser.awaitText(NEWEST_IMPORT, "processing");
    awaitMembers(200);
    browser.awaitText(NEWEST_IMPORT, "10.0 s done");

    allWellAgain();
    sink.awaitAllCommitted();
  }

  @Test
  void namesAndTagsAreNeverTakenForMarkup() {
    String markup = "<img src=x onerror=document.title='taken'>";
    sink.send(
        List.of(
            MemberRecord.number(1)
                .with("line_display_name", markup)
                .with("tags", List.of("<b>bold</b>"))));
    sink.start().awaitAllCommitted();
    browser.open(sink.maac().url());

    browser.awaitText("#members-rows", markup + " <b>bold</b>");
    assertThat(browser.findAll("td img, td b")).isEmpty();
    assertThat(browser.evaluate("document.title")).isEqualTo("MAAC sandbox");
  }

  @Test
  void itIsReadableOnEveryScreenAndNeedsNoMouse() {
    sink.maac()
        .tell(
            maac -> {
              maac.settings().imports.perMinute = 15;
              maac.settings().imports.durationMs = 400;
            });
    sink.with("flush.interval.ms", "1000").start();
    browser.open(sink.maac().url());
    deliverSegments();
    for (int batch = 0; batch < 4; batch++) {
      sink.send(shoppers(20 * batch, 20 + 31 * batch));
      sink.awaitAllCommitted();
    }
    browser.find("[data-trouble=bad_row]").sendKeys(Keys.SPACE);
    browser.awaitText("#said", "Dislike one row: on.");
    sink.send(shoppers(500, 60));
    sink.awaitAllCommitted();
    browser.find("[data-trouble=slot]").sendKeys(Keys.ENTER);
    browser.awaitText(SLOT, "somebody else's");

    assertThat(browser.evaluate("document.documentElement.lang")).isEqualTo("en");
    take("console.png", DESKTOP_WIDTH, 1_000);
    take("console-small.png", SMALL_WIDTH, 844);
    browser.resize(DESKTOP_WIDTH, 1_000);

    browser.find(ALL_WELL).sendKeys(Keys.ENTER);
    browser.awaitText(SLOT, "free");
  }

  private void deliverTheFirst(int count) {
    sink.sendMembers(0, count);
    sink.start().awaitAllCommitted();
    browser.open(sink.maac().url());
    awaitMembers(count);
  }

  private void deliverSegments() {
    try (SegmentSink segments = new SegmentSink(SharedKafka.broker(), SharedKafka.worker())) {
      sink.maac().tell(maac -> maac.settings().segments.dropsUnknownContacts = false);
      segments
          .with("api.url", sink.config().get("api.url"))
          .with("api.token", sink.config().get("api.token"));
      segments.join("Bought this month", SegmentSink.ids(0, 80));
      segments.join("Lapsed", SegmentSink.ids(40, 57));
      segments.start().awaitAllCommitted();
    }
    browser.awaitText("#segments-rows", "Bought this month 80 ready");
    browser.awaitText("#segments-rows", "Lapsed 17 ready");
  }

  private static List<MemberRecord> shoppers(int first, int count) {
    List<String> tags = List.of("newsletter", "spring sale", "coffee", "gift card", "north store");
    return IntStream.range(first, first + count)
        .mapToObj(
            number ->
                MemberRecord.number(number)
                    .with("tags", tags.subList(number % 3, number % 3 + 1 + number % 2)))
        .toList();
  }

  private static void take(String name, int width, int height) {
    browser.resize(width, height);
    assertThat(browser.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as("nothing sticks out at the side")
        .isEqualTo(true);
    browser.picture(name);
  }

  private static void press(String trouble) {
    press(trouble, true);
  }

  private static void press(String trouble, boolean on) {
    String button = "[data-trouble=%s]".formatted(trouble);
    browser.find(button).click();
    awaitPressed(button, on);
  }

  private static void allWellAgain() {
    browser.find(ALL_WELL).click();
    browser.awaitText("#said", "All is well again.");
    await("no trouble").until(() -> browser.findAll("[aria-pressed=true]").isEmpty());
  }

  private static void awaitPressed(String button, boolean on) {
    await(button)
        .atMost(Duration.ofSeconds(10))
        .until(() -> browser.find(button).getDomAttribute("aria-pressed").equals("" + on));
  }

  private static void awaitMembers(int count) {
    browser.awaitText("#members-count", Integer.toString(count));
  }
}
