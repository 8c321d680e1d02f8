package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.pop3.protocol.command.Rejection;
import io.pop3.protocol.compliance.Deviation;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.UserName;
import io.pop3.server.observer.LoginFailure;
import io.pop3.server.observer.ServerObserver;
import io.pop3.server.observer.SessionInfo;
import io.pop3.server.observer.SessionSummary;
import io.pop3.spi.maildrop.CommitResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the program around a server, and its operator, get to know. */
class ObserverTest {

  private final List<String> events = new CopyOnWriteArrayList<>();

  private final ServerObserver recorder =
      new ServerObserver() {
        @Override
        public void connected(SessionInfo session) {
          events.add("connected");
        }

        @Override
        public void authenticated(SessionInfo session, String mechanism, int messages) {
          events.add("authenticated " + session.user().orElseThrow() + " " + mechanism);
        }

        @Override
        public void loginFailed(
            SessionInfo session, String mechanism, Optional<UserName> claimed, LoginFailure why) {
          events.add("failed " + claimed.orElseThrow() + " " + why);
        }

        @Override
        public void rejected(SessionInfo session, Rejection reason) {
          events.add("rejected " + reason);
        }

        @Override
        public void tolerated(SessionInfo session, Deviation deviation) {
          events.add("tolerated " + deviation);
        }

        @Override
        public void retrieved(SessionInfo session, MessageNumber message, boolean whole) {
          events.add("retrieved " + message + (whole ? "" : " in part"));
        }

        @Override
        public void marked(SessionInfo session, MessageNumber message) {
          events.add("marked " + message);
        }

        @Override
        public void committed(SessionInfo session, CommitResult result) {
          events.add("committed " + result.removed());
        }

        @Override
        public void closed(SessionInfo session, SessionSummary summary) {
          events.add(
              "closed %s retrieved=%d removed=%d in=%d out=%d"
                  .formatted(
                      summary.reason(),
                      summary.retrieved(),
                      summary.removed(),
                      summary.octetsIn(),
                      summary.octetsOut()));
        }
      };

  private final ServerObserver broken =
      new ServerObserver() {
        @Override
        public void connected(SessionInfo session) {
          throw new IllegalStateException("observer that fails");
        }
      };

  @RegisterExtension
  final Pop3ServerExtension pop3 =
      Pop3ServerExtension.create()
          .user("harish", "vegetables")
          .mail("harish", "one\r\n")
          .mail("harish", "two\r\n")
          .server(builder -> builder.observer(broken).observer(recorder));

  @RegisterExtension final CapturedLog log = CapturedLog.of("io.pop3", Level.TRACE);

  private void awaitEnd() {
    await().until(() -> events.stream().anyMatch(event -> event.startsWith("closed")));
  }

  @Test
  void everythingOfASessionIsTold() {
    int octetsOut;
    try (WireClient client = pop3.connect()) {
      client.send("USER harish\r\nPASS wrong\r\nUSER harish\r\nPASS vegetables\r\nNOOP x\r\n");
      client.send("NOOP \r\nRETR 1\r\nTOP 2 0\r\nDELE 1\r\nQUIT\r\n");
      octetsOut = client.rest().length();
    }
    awaitEnd();
    assertThat(events)
        .containsExactly(
            "connected",
            "failed harish WRONG_CREDENTIAL",
            "authenticated harish USER",
            "rejected ARGUMENT_COUNT",
            "tolerated TRAILING_SPACE",
            "retrieved 1",
            "retrieved 2 in part",
            "marked 1",
            "committed 1",
            "closed QUIT retrieved=1 removed=1 in=101 out=" + octetsOut);
  }

  @Test
  void disconnectionIsTold() {
    WireClient client = pop3.connect().login("harish", "vegetables");
    client.reset();
    awaitEnd();
    assertThat(events.get(2)).startsWith("closed CONNECTION_FAILED retrieved=0 removed=0");
    assertThat(events).hasSize(3);
  }

  /**
   * Never a secret, and nothing of the client's without escapes: lines of a log can't be forged.
   */
  @Test
  void logHoldsNeitherSecretsNorRawInput() {
    try (WireClient client = pop3.connect()) {
      client.send("USER harish\r\nPASS veg-wrong\r\nUSER \"forged\\\r\nPASS p4ss\r\n");
      client.send("PASS vegetables\r\nUSER harish\r\nPASS vegetables\r\n\u001b[31mX\r\nQUIT\r\n");
      client.rest();
    }
    await().until(() -> log.messages().stream().anyMatch(line -> line.contains("end=QUIT")));
    String all = String.join("\n", log.events().stream().map(Object::toString).toList());
    assertThat(all)
        .contains("user=\"harish\"", "user=\"\\\"forged\\\\\"", "WRONG_CREDENTIAL")
        .doesNotContain("vegetables", "veg-wrong", "p4ss", "\u001b");
  }
}
