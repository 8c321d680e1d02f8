package io.pop3.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.PrivateModule;
import com.google.inject.name.Names;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.AuthenticationBackendFactory;
import io.pop3.spi.authentication.PasswordVerifier;
import io.pop3.spi.authentication.Verdict;
import io.pop3.spi.authentication.Verdict.Reason;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MaildropStoreFactory;
import io.pop3.spi.maildrop.OpenContext;
import io.pop3.spi.testkit.InMemoryAuthenticationBackend;
import io.pop3.spi.testkit.InMemoryMaildropStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Pop3ServerTest {

  private static final String LOOPBACK = "127.0.0.1";

  private final List<String> log = new ArrayList<>();

  private static Pop3ServerBuilder description() {
    return Pop3Server.builder()
        .authentication(InMemoryAuthenticationBackend.builder().user("a", "b").build())
        .maildrops(new InMemoryMaildropStore())
        .listen(LOOPBACK, 0);
  }

  private static String greeting(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort());
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      return String.valueOf(reader.readLine());
    }
  }

  @Test
  void listensOnEveryAddressGiven() throws IOException {
    try (Pop3Server server = description().listen(LOOPBACK, 0).build().start()) {
      assertThat(server.boundAddresses()).hasSize(2);
      for (InetSocketAddress address : server.boundAddresses()) {
        assertThat(greeting(address)).isEqualTo("+OK POP3 server ready");
      }
    }
  }

  @Test
  void twoServersLiveSideBySide() throws IOException {
    try (Pop3Server one = description().build().start();
        Pop3Server other = description().build().start()) {
      one.stop(Duration.ZERO);
      assertThat(greeting(other.boundAddresses().get(0))).startsWith("+OK");
    }
  }

  @Test
  void portInUseIsOneClearError() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Pop3Server server = description().listen(LOOPBACK, taken.getLocalPort()).build()) {
      assertThatThrownBy(server::start)
          .isInstanceOf(ServerStartException.class)
          .hasMessageStartingWith(
              "listen address: 127.0.0.1:"
                  + taken.getLocalPort()
                  + " (expected: a free port of this machine; ");
      assertThat(server.isRunning()).isFalse();
    }
  }

  @Test
  void unknownHostIsOneClearError() {
    try (Pop3Server server = description().listen("no-such-host.invalid", 0).build()) {
      assertThatThrownBy(server::start)
          .isInstanceOf(ServerStartException.class)
          .hasMessage("listen host: \"no-such-host.invalid\" (expected: a host name or address)");
    }
  }

  @Test
  void incompleteDescriptionIsRefused() {
    assertThatThrownBy(() -> Pop3Server.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("authentication backend: none (expected: one to say who may log in)");
    assertThatThrownBy(
            () ->
                Pop3Server.builder()
                    .authentication(InMemoryAuthenticationBackend.builder().build())
                    .maildrops(new InMemoryMaildropStore())
                    .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("listen addresses: none (expected: at least one)");
  }

  @Test
  void serverStartsOnce() {
    try (Pop3Server server = description().build().start()) {
      assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
      server.stop(Duration.ZERO);
      assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    }
  }

  private AuthenticationBackendFactory backendFactory() {
    return new AuthenticationBackendFactory() {
      @Override
      public String name() {
        return "recorded";
      }

      @Override
      public AuthenticationBackend create(ProviderContext context) {
        log.add("backend created");
        return new AuthenticationBackend() {
          @Override
          public Optional<PasswordVerifier> passwords() {
            return Optional.of((user, password) -> Verdict.rejected(Reason.UNKNOWN_USER));
          }

          @Override
          public void close() {
            log.add("backend closed");
          }
        };
      }
    };
  }

  private MaildropStoreFactory storeFactory(RuntimeException failure) {
    return new MaildropStoreFactory() {
      @Override
      public String name() {
        return "recorded";
      }

      @Override
      public MaildropStore create(ProviderContext context) {
        log.add("store created");
        if (failure != null) {
          throw failure;
        }
        return new MaildropStore() {
          @Override
          public Maildrop open(MaildropOwner owner, OpenContext open) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void close() {
            log.add("store closed");
          }
        };
      }
    };
  }

  private Pop3ServerBuilder created(RuntimeException storeFailure, Map<String, String> keys) {
    return Pop3Server.builder()
        .authentication(backendFactory(), ProviderContext.of(Map.of()))
        .maildrops(storeFactory(storeFailure), ProviderContext.of(keys))
        .listen(LOOPBACK, 0);
  }

  @Test
  void createdPluginsAreClosedInReverseOrder() {
    try (Pop3Server server = created(null, Map.of()).build().start()) {
      server.stop(Duration.ZERO);
    }
    assertThat(log)
        .containsExactly("backend created", "store created", "store closed", "backend closed");
  }

  @Test
  void failedStartClosesWhatWasCreated() {
    RuntimeException failure = new IllegalArgumentException("broken");
    assertThatThrownBy(() -> created(failure, Map.of()).build())
        .isInstanceOf(ServerStartException.class)
        .hasRootCause(failure);
    assertThat(log).containsExactly("backend created", "store created", "backend closed");
  }

  /** PF-02. */
  @Test
  void unknownKeyOfAPluginIsRefused() {
    assertThatThrownBy(() -> created(null, Map.of("path", "x")).build())
        .isInstanceOf(ProviderConfigurationException.class)
        .hasMessageContaining("path: ");
    assertThat(log).containsExactly("backend created", "backend closed");
  }

  /** 1939-AUTH-1. */
  @Test
  void backendWithoutAnyWayToLogInIsRefused() {
    AuthenticationBackend useless = new AuthenticationBackend() {};
    assertThatThrownBy(() -> description().authentication(useless).build())
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("authentication backend: no way to log in");
  }

  @Test
  void moduleExposesTheServerAlone() {
    Injector injector = Guice.createInjector(new Pop3ServerModule(description()));
    Pop3Server server = injector.getInstance(Pop3Server.class);
    server.start().close();
    assertThat(injector.getExistingBinding(Key.get(AuthenticationBackend.class))).isNull();
  }

  @Test
  void programCanBindThePluginsAndHaveSeveralServers() {
    Injector injector =
        Guice.createInjector(
            new AbstractModule() {
              @Override
              protected void configure() {
                install(named("one"));
                install(named("two"));
              }
            });
    try (Pop3Server one =
            injector.getInstance(Key.get(Pop3Server.class, Names.named("one"))).start();
        Pop3Server two =
            injector.getInstance(Key.get(Pop3Server.class, Names.named("two"))).start()) {
      assertThat(one).isNotSameAs(two);
      assertThat(two.isRunning()).isTrue();
    }
  }

  private static PrivateModule named(String name) {
    return new PrivateModule() {
      @Override
      protected void configure() {
        bind(AuthenticationBackend.class)
            .toInstance(InMemoryAuthenticationBackend.builder().user("a", "b").build());
        bind(MaildropStore.class).toInstance(new InMemoryMaildropStore());
        install(new Pop3ServerModule(Pop3Server.builder().listen(LOOPBACK, 0)));
        bind(Pop3Server.class)
            .annotatedWith(Names.named(name))
            .toProvider(getProvider(Pop3Server.class));
        expose(Pop3Server.class).annotatedWith(Names.named(name));
      }
    };
  }
}
