package io.pop3.server.testkit;

import io.pop3.server.Pop3Server;
import io.pop3.server.Pop3ServerBuilder;
import io.pop3.server.options.CertificateFiles;
import io.pop3.server.options.Defence;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.server.options.TlsOptions;
import io.pop3.server.testkit.TestCertificates.Kind;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.testkit.FaultyStore;
import io.pop3.spi.testkit.InMemoryAuthenticationBackend;
import io.pop3.spi.testkit.InMemoryAuthenticationBackendBuilder;
import io.pop3.spi.testkit.InMemoryMaildropStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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

  private static final String LOOPBACK = "127.0.0.1";
  private static final String HOST = "localhost";

  private final List<Consumer<InMemoryAuthenticationBackendBuilder>> users = new ArrayList<>();
  private final List<Consumer<InMemoryMaildropStore>> deliveries = new ArrayList<>();
  private final List<Consumer<Pop3ServerBuilder>> changes = new ArrayList<>();
  private UnaryOperator<AuthenticationBackend> backendWrapper = UnaryOperator.identity();
  private Pop3ServerOptions options = Pop3ServerOptions.defaults().withDefence(Defence.none());
  private Optional<Function<TestCertificates, TlsOptions>> tls = Optional.empty();
  private @Nullable Running running;

  private record Running(
      Pop3Server server,
      InMemoryAuthenticationBackend backend,
      InMemoryMaildropStore store,
      FaultyStore faults,
      ManualTime time,
      Optional<Path> directory,
      Optional<TestCertificates> authority) {}

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
   * Changes the settings, which begin with the recommended ones but for delays after failed logins,
   * since time stands still.
   *
   * @param change makes other settings from those so far
   * @return this extension
   */
  public Pop3ServerExtension options(UnaryOperator<Pop3ServerOptions> change) {
    options = change.apply(options);
    return this;
  }

  /**
   * Lets the server speak TLS, with a certificate for {@code localhost} from an authority of its
   * own: STLS on its first address, and a second address that begins with TLS.
   *
   * @return this extension
   */
  public Pop3ServerExtension withTls() {
    return withTls(
        authority -> {
          CertificateFiles files = authority.server("server", Kind.EC, "localhost");
          return TlsOptions.of(files.chain(), files.key());
        });
  }

  /**
   * Lets the server speak TLS: STLS on its first address, and a second address that begins with
   * TLS.
   *
   * @param settings makes the settings, with certificates of an authority that is new for each test
   * @return this extension
   */
  public Pop3ServerExtension withTls(Function<TestCertificates, TlsOptions> settings) {
    tls = Optional.of(settings);
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
    Optional<Path> directory = tls.map(settings -> newDirectory());
    Optional<TestCertificates> authority = directory.map(TestCertificates::in);
    // First, so that users can be given certificates that are made there.
    Optional<TlsOptions> tlsOptions = tls.flatMap(settings -> authority.map(settings));
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
            .time(time)
            .options(tlsOptions.map(options::withTls).orElse(options))
            .listen(LOOPBACK, 0);
    if (tlsOptions.isPresent()) {
      builder.listenTls(LOOPBACK, 0);
    }
    changes.forEach(change -> change.accept(builder));
    running =
        new Running(builder.build().start(), built, store, faults, time, directory, authority);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Running last = running;
    running = null;
    if (last != null) {
      last.server().close();
      last.faults().close();
      last.backend().close();
      last.directory().ifPresent(Pop3ServerExtension::delete);
    }
  }

  private static Path newDirectory() {
    try {
      return Files.createTempDirectory("pop3-testkit-");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
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

  /**
   * Where the server speaks TLS from the beginning; only {@link #withTls()}.
   *
   * @return an address on loopback
   */
  public InetSocketAddress tlsAddress() {
    return server().boundAddresses().get(1);
  }

  /**
   * The authority that issued the server's certificate; only {@link #withTls()}.
   *
   * @return the authority
   */
  public TestCertificates authority() {
    return running()
        .authority()
        .orElseThrow(() -> new IllegalStateException("TLS: none (expected: withTls)"));
  }

  /**
   * Connects by TLS; only {@link #withTls()}.
   *
   * @return a client that has not read the greeting yet
   */
  public WireClient connectTls() {
    return WireClient.connect(tlsAddress()).startTls(authority().context(), HOST);
  }
}
