package io.github.linemaac.connect.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Bodies that say nothing, and bodies that are made to do harm. */
final class HostileBodies {
  static final List<byte[]> ALL =
      Stream.concat(
              Stream.of(
                      "",
                      " ",
                      "null",
                      "true",
                      "42",
                      "\"done\"",
                      "[]",
                      "[{\"id\":999}]",
                      "{}",
                      "{\"status\":null}",
                      "{\"status\":\"failed\"}",
                      "{\"status\":{\"status\":\"done\"}}",
                      "<html><body>Bad Gateway</body></html>",
                      "{\"id\":99",
                      "{\"id\":999,",
                      "{\"status\":\"done\",\"result\":{\"success\":tr",
                      "{\"id\":" + "9".repeat(100_000) + "}",
                      "{\"a\":".repeat(100_000),
                      "[".repeat(1_000_000),
                      "[" + "0,".repeat(500_000))
                  .map(text -> text.getBytes(StandardCharsets.UTF_8)),
              Stream.of(
                  new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xfd},
                  new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
                  // Looks like UTF-32 at first, and like an encoding that nobody has used since.
                  new byte[] {0, 0, 0, '{', 127, 127, 127, 127},
                  new byte[] {0, '{', 0, 0},
                  new byte[] {0, 0, '{', 0},
                  new byte[100]))
          .toList();

  private HostileBodies() {}
}
