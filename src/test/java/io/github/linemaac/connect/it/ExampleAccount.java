package io.github.linemaac.connect.it;

import static io.github.linemaac.sandbox.ContactField.CUSTOMER_ID;
import static io.github.linemaac.sandbox.ContactField.EMAIL;
import static io.github.linemaac.sandbox.ContactField.LINE_UID;
import static io.github.linemaac.sandbox.ContactField.MOBILE;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.sandbox.ContactField;
import io.github.linemaac.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A MAAC that knows the members of the examples by every key, and nothing else of them, so that
 * each example can update them by its own.
 */
final class ExampleAccount implements AutoCloseable {

  static final String TOKEN = "token-of-the-examples";

  private final SandboxServer maac;

  private ExampleAccount(SandboxServer maac) {
    this.maac = maac;
  }

  static ExampleAccount open() {
    try {
      SandboxServer maac = SandboxServer.start();
      maac.tell(
          sandbox -> {
            sandbox.settings().token = TOKEN;
            sandbox.settings().imports.perMinute = Integer.MAX_VALUE;
            sandbox.settings().imports.durationMs = 0;
            sandbox.settings().segments.readyAfterMs = 0;
            sandbox.settings().segments.dropsUnknownContacts = false;
            ExampleTopics.MEMBERS.forEach(
                member -> sandbox.members().create(keysOf(member), System.currentTimeMillis()));
          });
      return new ExampleAccount(maac);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start a sandbox on loopback", e);
    }
  }

  URI url() {
    return maac.url();
  }

  /** The members with all their fields but tags. */
  Set<MemberRecord> members() {
    return maac.ask(
        sandbox -> sandbox.members().all().stream().map(MemberSink::recordOf).collect(toSet()));
  }

  /** Who is on the lists of that name. */
  Set<String> list(String name) {
    return maac.ask(
        sandbox ->
            sandbox.segments().named(name).stream()
                .flatMap(segment -> segment.ids().stream())
                .collect(toSet()));
  }

  @Override
  public void close() {
    maac.close();
  }

  private static Map<ContactField, String> keysOf(MemberRecord member) {
    return Stream.of(LINE_UID, CUSTOMER_ID, EMAIL, MOBILE)
        .collect(toMap(key -> key, key -> member.fields().get(key.maacName()).toString()));
  }
}
