package io.pop3.server.testkit;

import io.pop3.server.Pop3Server;
import io.pop3.server.Pop3ServerBuilder;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.testkit.FaultyStore;
import io.pop3.spi.testkit.InMemoryAuthenticationBackend;
import io.pop3.spi.testkit.InMemoryAuthenticationBackendBuilder;
import io.pop3.spi.testkit.InMemoryMaildropStore;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a real POP3 server on a free loopback port while a test runs; each test has a server and
 * mail of its own.
 *
 * <pre>{@code
 * @RegisterExtension
 * final Pop3ServerExtension pop3 =
 *     Pop3ServerExtension.create()
 *         .user("harish", "vegetables")
 *         .mail("harish", "Subject: lunch\r\n\r\nAt noon.\r\n");
 *
 * @Test
 * void fetchesWhatIsThere() {
 *   program.fetchFrom(pop3.address(), "harish", "vegetables");
 *   assertThat(pop3.mail().messages("harish")).isEmpty();
 * }
 * }</pre>
 */
public final class Pop3ServerExtension implements BeforeEachCallback, AfterEachCallback {

  private final List<Consumer<InMemoryAuthenticationBackendBuilder>> users = new ArrayList<>();
  private final List<Consumer<InMemoryMaildropStore>> deliveries = new ArrayList<>();
  private final List<Consumer<Pop3ServerBuilder>> changes = new ArrayList<>();
  private UnaryOperator<AuthenticationBackend> backendWrapper = UnaryOperator.identity();
  private Pop3ServerOptions options = Pop3ServerOptions.defaults();
  private @Nullable Running running;

  private record Running(
      Pop3Server server,
      InMemoryAuthenticationBackend backend,
      InMemoryMaildropStore store,
      FaultyStore faults,
      ManualTime time) {}

  private Pop3ServerExtension() {}

  /**
   * A server without users.
   *
   * @return an extension to be registered
   */
  public static Pop3ServerExtension create() {
    return new Pop3ServerExtension();
  }

  /**
   * Adds a user.
   *
   * @param name the name
   * @param password the password, good for every way to log in
   * @return this extension
   */
  public Pop3ServerExtension user(String name, String password) {
    return users(builder -> builder.user(name, password));
  }

  /**
   * Adds users, or changes what they can do.
   *
   * @param change describes them
   * @return this extension
   */
  public Pop3ServerExtension users(Consumer<InMemoryAuthenticationBackendBuilder> change) {
    users.add(change);
    return this;
  }

  /**
   * Adds mail that is there when a test begins.
   *
   * @param user whose it is
   * @param message as it is stored; lines end in LF or CRLF
   * @return this extension
   */
  public Pop3ServerExtension mail(String user, String message) {
    deliveries.add(store -> store.deliver(user, message));
    return this;
  }

  /**
   * Adds mail that is there when a test begins.
   *
   * @param user whose it is
   * @param message as it is stored; lines end in LF or CRLF
   * @return this extension
   */
  public Pop3ServerExtension mail(String user, byte[] message) {
    deliveries.add(store -> store.deliver(user, message));
    return this;
  }

  /**
   * Changes the settings.
   *
   * @param change makes other settings from those so far
   * @return this extension
   */
  public Pop3ServerExtension options(UnaryOperator<Pop3ServerOptions> change) {
    options = change.apply(options);
    return this;
  }

  /**
   * Changes anything else: further addresses, observers, TLS.
   *
   * @param change called for each server before it is built
   * @return this extension
   */
  public Pop3ServerExtension server(Consumer<Pop3ServerBuilder> change) {
    changes.add(change);
    return this;
  }

  /**
   * Puts something between the server and the backend, for example one that fails.
   *
   * @param wrapper makes what the server sees
   * @return this extension
   */
  public Pop3ServerExtension wrappingBackend(UnaryOperator<AuthenticationBackend> wrapper) {
    backendWrapper = wrapper;
    return this;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    InMemoryAuthenticationBackendBuilder backend = InMemoryAuthenticationBackend.builder();
    users.forEach(change -> change.accept(backend));
    InMemoryAuthenticationBackend built = backend.build();
    InMemoryMaildropStore store = new InMemoryMaildropStore();
    deliveries.forEach(delivery -> delivery.accept(store));
    FaultyStore faults = FaultyStore.around(store);
    ManualTime time = new ManualTime();
    Pop3ServerBuilder builder =
        Pop3Server.builder()
            .authentication(backendWrapper.apply(built))
            .maildrops(faults)
            .options(options)
            .time(time)
            .listen("127.0.0.1", 0);
    changes.forEach(change -> change.accept(builder));
    running = new Running(builder.build().start(), built, store, faults, time);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Running last = running;
    running = null;
    if (last != null) {
      last.server().close();
      last.faults().close();
      last.backend().close();
    }
  }

  private Running running() {
    Running current = running;
    if (current == null) {
      throw new IllegalStateException("server: not running (expected: use within a test)");
    }
    return current;
  }

  /**
   * The server.
   *
   * @return the server, running
   */
  public Pop3Server server() {
    return running().server();
  }

  /**
   * Where the server is.
   *
   * @return an address on loopback
   */
  public InetSocketAddress address() {
    return server().boundAddresses().get(0);
  }

  /**
   * The port of the server.
   *
   * @return the port on loopback
   */
  public int port() {
    return address().getPort();
  }

  /**
   * The mail.
   *
   * @return to look into, and to deliver more
   */
  public InMemoryMaildropStore mail() {
    return running().store();
  }

  /**
   * What stands between the server and the mail, to make it fail or wait.
   *
   * @return to be told where
   */
  public FaultyStore faults() {
    return running().faults();
  }

  /**
   * The users.
   *
   * @return to be broken and mended
   */
  public InMemoryAuthenticationBackend backend() {
    return running().backend();
  }

  /**
   * The server's time, which stands still unless moved.
   *
   * @return to be moved
   */
  public ManualTime time() {
    return running().time();
  }

  /**
   * Connects.
   *
   * @return a client that has not read the greeting yet
   */
  public WireClient connect() {
    return WireClient.connect(address());
  }
}
