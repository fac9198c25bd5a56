package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.Project;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * A page in this machine's own Chromium, without a window. Neither a browser nor a driver is ever
 * downloaded: the part of Selenium that would is not on the class path.
 */
final class Browser implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");
  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--hide-scrollbars",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final ChromeDriverService service;
  private final RemoteWebDriver driver;

  private Browser(ChromeDriverService service) {
    this.service = service;
    this.driver = new RemoteWebDriver(service.getUrl(), options());
  }

  /**
   * Skips the test, and says why, where there is no driver of Chromium. With {@code
   * -Dconsole.required=true} the test fails instead.
   */
  static Browser start() {
    Optional<Path> executable = onPath("chromedriver");
    String missing =
        "There is no chromedriver on the path. On Debian: apt-get install chromium chromium-driver";
    if (Boolean.getBoolean("console.required") && executable.isEmpty()) {
      throw new AssertionError(missing);
    }
    Assumptions.assumeTrue(executable.isPresent(), missing);
    SELENIUM.setLevel(Level.SEVERE);
    return start(executable.orElseThrow());
  }

  /** A service of its own, since {@code ChromeDriver} does not start without the downloader. */
  private static Browser start(Path executable) {
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(executable.toFile()).build();
    try {
      service.start();
      return new Browser(service);
    } catch (IOException | WebDriverException e) {
      service.stop();
      throw new IllegalStateException("Chromium did not start", e);
    }
  }

  /** Gives the page so much room, as a screen would. */
  Browser resize(int width, int height) {
    Object frame = evaluate("window.outerHeight - window.innerHeight");
    int frameHeight = ((Number) frame).intValue();
    driver.manage().window().setSize(new Dimension(width, height + frameHeight));
    return this;
  }

  void open(URI url) {
    driver.get(url.toString());
  }

  /** Shows nothing any more. */
  void leave() {
    driver.get("about:blank");
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> findAll(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /**
   * What stands in an element, in one line. Asked at one moment, since the page goes on changing.
   */
  String text(String css) {
    Object text =
        driver.executeScript("return document.querySelector(arguments[0])?.innerText ?? ''", css);
    return text.toString().replaceAll("\\s+", " ");
  }

  /** Waits until an element says that. */
  void awaitText(String css, String wanted) {
    await(css + " to say " + wanted)
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(text(css)).contains(wanted));
  }

  /** Evaluates an expression of JavaScript in the page. */
  Object evaluate(String expression) {
    return driver.executeScript("return " + expression);
  }

  /** What the page has complained of since the last time. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Takes a picture of what is to be seen, into {@code target/screenshots}. */
  void picture(String name) {
    try {
      Path folder = Files.createDirectories(Project.target().resolve("screenshots"));
      Files.write(folder.resolve(name), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      driver.quit();
    } finally {
      service.stop();
    }
  }

  private static ChromeOptions options() {
    ChromeOptions options = new ChromeOptions();
    onPath("chromium").ifPresent(chromium -> options.setBinary(chromium.toFile()));
    options.addArguments(FLAGS);
    options.addArguments("--user-data-dir=" + emptyFolder());
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.WARNING);
    options.setCapability("goog:loggingPrefs", logs);
    return options;
  }

  private static Path emptyFolder() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Project.target()), "browser");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> onPath(String program) {
    Stream<String> folders =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
    return folders
        .map(folder -> Path.of(folder).resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
