package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pop3.spi.testkit.FaultyStore.Fault;
import io.pop3.spi.testkit.FaultyStore.Step;
import java.time.Duration;
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

  @RegisterExtension
  final Pop3ServerExtension perUser =
      Pop3ServerExtension.create()
          .user("a", "b")
          .user("c", "d")
          .options(
              options ->
                  options
                      .withLimits(options.limits().withSessionsPerUser(2))
                      .withTimeouts(options.timeouts().withLockWait(Duration.ofMinutes(1))));

  @Test
  void connectionBeyondTheLimitIsTurnedAway() {
    assertLimit(inAll);
  }

  @Test
  void connectionBeyondTheLimitOfAnAddressIsTurnedAway() {
    assertLimit(perAddress);
  }

  /** Or one user whose sessions wait for a maildrop could have every worker wait. */
  @Test
  void loginBeyondTheLimitOfItsUserIsRefusedAtOnce() {
    try (WireClient holder = named("a", perUser);
        WireClient waiter = named("a", perUser);
        WireClient third = named("a", perUser);
        WireClient other = named("c", perUser)) {
      assertThat(holder.call("PASS b")).startsWith("+OK");
      waiter.send("PASS b\r\n");
      await().until(() -> perUser.faults().calls(Step.OPEN) == 2);

      assertThat(third.call("PASS b")).startsWith("-ERR [IN-USE] ");
      assertThat(other.call("PASS d")).startsWith("+OK");
      assertThat(holder.call("QUIT")).startsWith("+OK");
      assertThat(waiter.line()).startsWith("+OK");
      assertThat(perUser.faults().calls(Step.OPEN)).isEqualTo(3);
    }
  }

  @Test
  void loginThatFailsAtTheMaildropIsCountedNoMore() {
    perUser.faults().failAlways(Step.OPEN, Fault.TEMPORARY);
    try (WireClient client = named("a", perUser)) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.call("PASS b")).startsWith("-ERR [SYS/TEMP] ");
        client.call("USER a");
      }
    }
  }

  private static WireClient named(String user, Pop3ServerExtension server) {
    WireClient client = server.connect();
    client.line();
    client.call("USER " + user);
    return client;
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
