package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LimitsTest {

  private static final String TURNED_AWAY = "-ERR [SYS/TEMP] too many connections, try later\r\n";

  @RegisterExtension
  final Pop3ServerExtension inAll =
      Pop3ServerExtension.create()
          .options(options -> options.withLimits(options.limits().withConnections(2)));

  @RegisterExtension
  final Pop3ServerExtension perAddress =
      Pop3ServerExtension.create()
          .options(options -> options.withLimits(options.limits().withConnectionsPerAddress(2)));

  @Test
  void connectionBeyondTheLimitIsTurnedAway() {
    assertLimit(inAll);
  }

  @Test
  void connectionBeyondTheLimitOfAnAddressIsTurnedAway() {
    assertLimit(perAddress);
  }

  /** */
  private static void assertLimit(Pop3ServerExtension server) {
    try (WireClient first = server.connect();
        WireClient second = server.connect()) {
      assertThat(first.line()).startsWith("+OK");
      assertThat(second.line()).startsWith("+OK");
      try (WireClient third = server.connect()) {
        assertThat(third.rest()).isEqualTo(TURNED_AWAY);
      }
      assertThat(first.call("QUIT")).startsWith("+OK");
      first.endOutput();
      await().until(() -> server.server().connections() == 1);
      try (WireClient third = server.connect()) {
        assertThat(third.line()).startsWith("+OK");
      }
    }
  }
}
