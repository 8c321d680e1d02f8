package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.compliance.DeviationListener;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.wire.WireLimits;
import java.util.List;

/** Sessions with the server core for vectors: each input arrives whole and octet by octet. */
final class Sessions {

  static final SampleMailbox MAILBOX = SampleMailbox.standard();

  private Sessions() {}

  static ServerOptions options(Compliance compliance, DeviationListener deviations) {
    return new ServerOptions(
        compliance, deviations, false, false, false, false, WireLimits.SASL_LINE_OCTETS, 20, 3);
  }

  static ServerOptions utf8Users() {
    return new ServerOptions(
        Compliance.DEFAULT,
        deviation -> {},
        false,
        false,
        true,
        true,
        WireLimits.SASL_LINE_OCTETS,
        20,
        3);
  }

  static ServerOptions withStls() {
    return new ServerOptions(
        Compliance.DEFAULT,
        deviation -> {},
        false,
        true,
        true,
        false,
        WireLimits.SASL_LINE_OCTETS,
        20,
        3);
  }

  static HostSession open() {
    return open(ServerOptions.defaults());
  }

  static HostSession open(ServerOptions options) {
    return open(MAILBOX, options);
  }

  static HostSession open(SampleMailbox mailbox, ServerOptions options) {
    HostSession session = HostSession.open(mailbox, options, Chunking.WHOLE);
    session.takeOutput();
    return session;
  }

  static HostSession loggedIn() {
    return loggedIn(MAILBOX, ServerOptions.defaults());
  }

  static HostSession loggedIn(SampleMailbox mailbox, ServerOptions options) {
    HostSession session = open(mailbox, options);
    session.receive(OctetString.ofLatin1("USER user\r\nPASS pencil\r\n"));
    assertThat(session.takeOutput().toLatin1()).isEqualTo("+OK done\r\n+OK done\r\n");
    return session;
  }

  /** Sends octets given with escapes, and says what came back. */
  static String say(HostSession session, String escaped) {
    session.receive(OctetString.parse(escaped));
    return session.takeOutput().toLatin1();
  }

  /** What came back for each way to cut the input, which must be the same. */
  static String sayToNew(boolean loggedIn, ServerOptions options, String escaped) {
    OctetString input = OctetString.parse(escaped);
    String whole = null;
    for (Chunking chunking : List.of(Chunking.WHOLE, Chunking.OCTET_BY_OCTET)) {
      HostSession session = loggedIn ? loggedIn(MAILBOX, options) : open(options);
      chunking.cut(input).forEach(session::receive);
      String output = session.takeOutput().toLatin1();
      assertThat(output).isEqualTo(whole == null ? output : whole);
      whole = output;
    }
    return whole;
  }

  /** Whether an input draws exactly one negative reply and leaves the session in step. */
  static void assertRefused(boolean loggedIn, ServerOptions options, String escapedLine) {
    // CAPA is answered in every state.
    String output = sayToNew(loggedIn, options, escapedLine + "\\r\\nCAPA\\r\\n");
    assertThat(output)
        .as(escapedLine)
        .matches("(?s)-ERR [^\r\n\\[]+\r\n\\+OK [^\r\n]+\r\n.*\r\n\\.\r\n");
  }

  static void assertRefused(String escapedLine) {
    assertRefused(true, ServerOptions.defaults(), escapedLine);
  }

  static void assertAccepted(ServerOptions options, String escapedLine) {
    String output = sayToNew(true, options, escapedLine + "\\r\\n");
    assertThat(output).as(escapedLine).startsWith("+OK");
  }

  static void assertAccepted(String escapedLine) {
    assertAccepted(ServerOptions.defaults(), escapedLine);
  }
}
