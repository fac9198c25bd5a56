package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.cresclab.com",
        "https://api.jp.cresclab.com/",
        "HTTPS://api.cresclab.com",
        "https://gateway.example.com:8443/maac/",
        "https://[2001:db8::1]:443",
        "https://192.0.2.1",
        "http://localhost",
        "http://localhost:8080",
        "http://LOCALHOST:8080",
        "http://127.0.0.1:8080",
        "http://127.255.0.1",
        "http://[::1]",
        "http://[::1]:8080/",
        "http://[0:0:0:0:0:0:0:1]:8080"
      })
  void takesHttpsAndLoopback(final String url) {
    assertThat(Configuration.sound().with("api.url", url).errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.cresclab.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://128.0.0.1",
        "http://0.0.0.0",
        "http://10.0.0.1:8080",
        "http://[::2]",
        "http://[2001:db8::1]"
      })
  void takesHttpToOtherHostsOnlyIfAllowed(final String url) {
    final Configuration http = Configuration.sound().with("api.url", url);

    assertThat(http.errors()).containsOnlyKeys("api.url", "api.allow.http");
    assertThat(http.with("api.allow.http", "true").errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "api.cresclab.com",
        "//api.cresclab.com",
        "https:",
        "https://",
        "https:///openapi",
        "https:api.cresclab.com",
        "ftp://api.cresclab.com",
        "file:///etc/hosts",
        "https://user@api.cresclab.com",
        "https://user:pw@api.cresclab.com",
        "https://@api.cresclab.com",
        "https://api.cresclab.com?region=jp",
        "https://api.cresclab.com/#top",
        "https://api cresclab.com",
        "https://api.cresclab.com\nX: y",
        "https://api.cresclab.com:99999",
        "https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com",
        "https://[fe80::1%25eth0]",
        "https://api.cresclab.com:0"
      })
  void rejectsWhatIsNoBareUrl(final String url) {
    assertThat(Configuration.sound().with("api.url", url).errors()).containsOnlyKeys("api.url");
  }

  @Test
  void dropsSlashesAtTheEnd() {
    assertThat(Configuration.sound().with("api.url", "http://localhost:8080//").read().api().url())
        .isEqualTo("http://localhost:8080");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "http://proxy.example.com:3128", "http://[::1]:3128/", "HTTP://127.0.0.1:1"})
  void takesAProxyByHostAndPort(final String url) {
    assertThat(Configuration.sound().with("proxy.url", url).errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example.com:3128",
        "https://proxy.example.com:3128",
        "socks5://proxy.example.com:1080",
        "http://proxy.example.com",
        "http://proxy.example.com:0",
        "http://proxy.example.com:99999",
        "http://user:pw@proxy.example.com:3128",
        "http://proxy.example.com:3128/path",
        "http://proxy.example.com:3128?x=y"
      })
  void rejectsAnyOtherProxy(final String url) {
    assertThat(Configuration.sound().with("proxy.url", url).errors()).containsOnlyKeys("proxy.url");
  }

  @Test
  void readsTheProxy() {
    final ApiSettings.Proxy proxy =
        Configuration.sound()
            .with("proxy.url", "http://proxy.example.com:3128")
            .with("proxy.user", "someone")
            .with("proxy.password", "pw")
            .read()
            .api()
            .proxy()
            .orElseThrow();

    assertThat(proxy.host()).isEqualTo("proxy.example.com");
    assertThat(proxy.port()).isEqualTo(3128);
    assertThat(proxy.credentials())
        .hasValueSatisfying(
            credentials -> {
              assertThat(credentials.user()).isEqualTo("someone");
              assertThat(credentials.password().value()).isEqualTo("pw");
            });
  }
}
