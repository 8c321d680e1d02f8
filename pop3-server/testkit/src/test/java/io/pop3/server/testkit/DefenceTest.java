package io.pop3.server.testkit;

import static io.pop3.server.testkit.SaslLogin.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pop3.protocol.model.UserName;
import io.pop3.server.observer.LoginFailure;
import io.pop3.server.observer.ServerObserver;
import io.pop3.server.observer.SessionInfo;
import io.pop3.server.options.Defence;
import io.pop3.server.policy.AccessPolicy;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.PasswordVerifier;
import io.pop3.spi.maildrop.MaildropOwner;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Delays, remembered passwords, LOGIN-DELAY and the access policy, with time moved by hand. */
class DefenceTest {

  private static final String FAILED = "-ERR [AUTH] authentication failed";

  private final AtomicInteger checks = new AtomicInteger();
  private final AtomicLong revision = new AtomicLong();
  private final List<LoginFailure> failures = new CopyOnWriteArrayList<>();
  private volatile boolean connectionsAllowed = true;
  private volatile boolean loginsAllowed = true;

  private final ServerObserver observer =
      new ServerObserver() {
        @Override
        public void loginFailed(
            SessionInfo session,
            String mechanism,
            Optional<UserName> claimed,
            LoginFailure failure) {
          failures.add(failure);
        }
      };

  private final AccessPolicy policy =
      new AccessPolicy() {
        @Override
        public boolean mayConnect(InetSocketAddress peer) {
          return connectionsAllowed;
        }

        @Override
        public boolean mayLogIn(SessionInfo session, MaildropOwner owner, String mechanism) {
          return loginsAllowed;
        }
      };

  /** Counts checks, and can change. */
  private AuthenticationBackend counting(AuthenticationBackend backend) {
    return new AuthenticationBackend() {
      @Override
      public Optional<PasswordVerifier> passwords() {
        return backend
            .passwords()
            .map(
                verifier ->
                    (name, password) -> {
                      checks.incrementAndGet();
                      return verifier.verify(name, password);
                    });
      }

      @Override
      public long revision() {
        return revision.get();
      }
    };
  }

  @RegisterExtension
  final Pop3ServerExtension pop3 =
      Pop3ServerExtension.create()
          .user("a", "b")
          .user("c", "d")
          .wrappingBackend(this::counting)
          .options(
              options ->
                  options
                      .withDefence(Defence.defaults())
                      .withLimits(options.limits().withFailedLogins(100)))
          .server(builder -> builder.observer(observer).policy(policy));

  private WireClient greeted() {
    WireClient client = pop3.connect();
    client.line();
    return client;
  }

  private void login(String user, String password, String reply) {
    try (WireClient client = greeted()) {
      client.call("USER " + user);
      assertThat(client.call("PASS " + password)).isEqualTo(reply);
      client.call("QUIT");
    }
  }

  /** Sends a wrong login and moves time until it is answered. */
  private void failedLogin(WireClient client, String user, String password) {
    int before = failures.size();
    client.send("USER " + user + "\r\nPASS " + password + "\r\n");
    assertThat(client.line()).startsWith("+OK");
    await()
        .until(
            () -> {
              pop3.time().advance(Duration.ofSeconds(1));
              return failures.size() > before;
            });
    assertThat(client.line()).isEqualTo(FAILED);
  }

  /** the answer to a wrong password waits. */
  @Test
  void wrongPasswordIsAnsweredLate() {
    try (WireClient client = greeted()) {
      client.send("USER a\r\nPASS wrong\r\n");
      client.line();
      await().until(() -> checks.get() == 1);
      pop3.time().advance(Duration.ofMillis(999));
      assertThat(failures).isEmpty();
      await()
          .until(
              () -> {
                pop3.time().advance(Duration.ofMillis(1));
                return !failures.isEmpty();
              });
      assertThat(client.line()).isEqualTo(FAILED);
    }
  }

  /** the next attempt from the address is not even looked at for a while. */
  @Test
  void nextAttemptFromTheAddressWaits() {
    try (WireClient client = greeted()) {
      failedLogin(client, "a", "wrong");
    }
    try (WireClient client = greeted()) {
      client.send("USER c\r\nPASS d\r\n");
      client.line();
      assertThat(checks).hasValue(1);
      await()
          .until(
              () -> {
                pop3.time().advance(Duration.ofMillis(100));
                return checks.get() == 2;
              });
      assertThat(client.line()).isEqualTo("+OK maildrop has 0 messages");
    }
  }

  /** What was good a moment ago is not delayed by what others try from the same address. */
  @Test
  void rememberedPasswordIsNotDelayed() {
    login("c", "d", "+OK maildrop has 0 messages");
    try (WireClient client = greeted()) {
      failedLogin(client, "a", "wrong1");
      failedLogin(client, "a", "wrong2");
      login("c", "d", "+OK maildrop has 0 messages");
    }
  }

  /** Who waits for the answer to a wrong password does not keep a stopping server. */
  @Test
  void stopDoesNotWaitForDelays() {
    try (WireClient client = greeted()) {
      client.send("USER a\r\nPASS wrong\r\n");
      client.line();
      await().until(() -> checks.get() == 1);
      pop3.server().stop(Duration.ofMinutes(5));
      assertThat(client.rest()).isEmpty();
    }
  }

  /** The second poll does not pay for a slow hash, and a changed backend ends that at once. */
  @Test
  void goodPasswordIsCheckedOnceUntilTheBackendChanges() {
    for (int i = 0; i < 3; i++) {
      login("a", "b", "+OK maildrop has 0 messages");
    }
    assertThat(checks).hasValue(1);
    revision.incrementAndGet();
    login("a", "b", "+OK maildrop has 0 messages");
    assertThat(checks).hasValue(2);
    pop3.time().advance(Duration.ofMinutes(16));
    login("a", "b", "+OK maildrop has 0 messages");
    assertThat(checks).hasValue(3);
  }

  /** PLAIN uses the same memory. */
  @Test
  void everyWayToSendAPasswordIsRemembered() {
    login("a", "b", "+OK maildrop has 0 messages");
    try (WireClient client = greeted()) {
      assertThat(client.call("AUTH PLAIN " + base64("\0a\0b"))).startsWith("+OK");
    }
    assertThat(checks).hasValue(1);
  }

  /** A remembered password says nothing about another. */
  @Test
  void wrongPasswordIsWrongThoughAnotherIsRemembered() {
    login("a", "b", "+OK maildrop has 0 messages");
    try (WireClient client = greeted()) {
      failedLogin(client, "a", "B");
    }
    assertThat(checks).hasValue(2);
  }

  @Test
  void policyMayTurnConnectionsAway() {
    connectionsAllowed = false;
    try (WireClient client = pop3.connect()) {
      assertThat(client.rest()).isEmpty();
    }
    connectionsAllowed = true;
    login("a", "b", "+OK maildrop has 0 messages");
  }

  /** It looks like a wrong password, also to those whose password is remembered. */
  @Test
  void policyMayRefuseLogins() {
    login("a", "b", "+OK maildrop has 0 messages");
    loginsAllowed = false;
    try (WireClient client = greeted()) {
      failedLoginByPolicy(client);
    }
    assertThat(failures).containsExactly(LoginFailure.NOT_ALLOWED);
  }

  private void failedLoginByPolicy(WireClient client) {
    client.send("USER a\r\nPASS b\r\n");
    client.line();
    await()
        .until(
            () -> {
              pop3.time().advance(Duration.ofSeconds(1));
              return !failures.isEmpty();
            });
    assertThat(client.line()).isEqualTo(FAILED);
  }

  @RegisterExtension
  final Pop3ServerExtension delayed =
      Pop3ServerExtension.create()
          .user("a", "b")
          .options(
              options -> options.withLogins(options.logins().withDelay(Duration.ofSeconds(60))))
          .server(builder -> builder.observer(observer));

  /** A-30, 2449-DLY-1, -2: announced and enforced, after the credentials proved good. */
  @Test
  void loginDelayIsAnnouncedAndEnforced() {
    try (WireClient client = delayed.connect()) {
      client.line();
      assertThat(client.callForLines("CAPA")).contains("\r\nLOGIN-DELAY 60\r\n");
      client.call("USER a");
      assertThat(client.call("PASS b")).startsWith("+OK");
      client.call("QUIT");
    }
    delayed.time().advance(Duration.ofSeconds(59));
    try (WireClient client = delayed.connect()) {
      client.line();
      client.call("USER a");
      assertThat(client.call("PASS wrong")).isEqualTo(FAILED);
      assertThat(client.call("USER a")).startsWith("+OK");
      assertThat(client.call("PASS b"))
          .isEqualTo("-ERR [LOGIN-DELAY] logged in a moment ago, try later");
      delayed.time().advance(Duration.ofSeconds(1));
      client.call("USER a");
      assertThat(client.call("PASS b")).startsWith("+OK");
    }
  }
}
