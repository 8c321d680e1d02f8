package io.pop3.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.house.Pop3dProcess.Result;
import io.pop3.server.options.CertificateFiles;
import io.pop3.server.testkit.TestCertificates;
import io.pop3.server.testkit.TestCertificates.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A packaged {@code pop3d} under way, with and without TLS, that holds one message for the user
 * {@code harish}, whose password is {@code vegetables}; and a place to run clients in.
 */
final class Mailbox implements AutoCloseable {

  static final String USER = "harish";
  static final String PASSWORD = "vegetables";

  /** What every client that got the message has seen. */
  static final String WORDS = "Shall we meet today at noon?";

  private static final String COMMON =
      """
      listen = 127.0.0.1:0
      listen.tls = 127.0.0.1:0
      server.name = localhost
      tls.certificate = server.pem
      tls.key = server.key
      tls.client-authorities = authority.pem
      tls.client-certificates = optional
      maildrops = maildir
      maildrops.maildir.root = mail/%u
      defence.first-delay = 0s
      login.certificate-binding = on
      """;

  /** {@code pop3d user add} writes one set of credentials; these go beside it. */
  private static final String OTHER_CREDENTIALS =
      """
      harish:{SCRAM-SHA-1}15000,7brE7l5O2LEOlpMZ/3S2GA==,2Cit3Bn4iqCrHoiNHUCdiOXg7ow=,FzxyURyFhkbsnut3RAun51S7uAE=
      harish:{PLAIN}vegetables
      """;

  private final Path directory;
  private final Pop3dProcess server;

  private Mailbox(Path directory, Pop3dProcess server) {
    this.directory = directory;
    this.server = server;
  }

  /** Serves users out of a file with credentials of every kind. */
  static Mailbox withUsersFile(Path directory, String... moreLines) throws Exception {
    prepare(
        directory,
        """
        authentication = file
        authentication.file.path = users
        authentication.file.weak-schemes = PLAIN
        login.apop = on
        login.mechanisms = SCRAM-SHA-256-PLUS, SCRAM-SHA-256, SCRAM-SHA-1-PLUS, SCRAM-SHA-1, CRAM-MD5, PLAIN, LOGIN
        """
            + String.join("\n", moreLines));
    String program = Pop3dProcess.program().toString();
    Result added =
        Pop3dProcess.run(
            directory,
            PASSWORD + "\n",
            program,
            "user",
            "add",
            "--config",
            "pop3d.properties",
            "--scheme",
            "ARGON2ID,SCRAM-SHA-256",
            USER);
    assertThat(added.text()).isEmpty();
    Files.writeString(directory.resolve("users"), OTHER_CREDENTIALS, StandardOpenOption.APPEND);
    return serve(directory);
  }

  /** Serves whoever has a token or a certificate, by means of a plugin of these tests. */
  static Mailbox withBadges(Path directory, String... moreLines) throws Exception {
    prepare(
        directory,
        """
        authentication = badges
        plugins = plugins
        """
            + String.join("\n", moreLines));
    BadgeBackendFactory.packInto(Files.createDirectories(directory.resolve("plugins")));
    return serve(directory);
  }

  private static void prepare(Path directory, String lines) throws IOException {
    TestCertificates authority = TestCertificates.in(directory);
    authority.server("server", Kind.EC, "localhost");
    // RSA, since GnuTLS can't read EC keys as the JDK writes them.
    CertificateFiles own = authority.server(USER, Kind.RSA, USER);
    assertThat(own.chain()).isEqualTo(directory.resolve(USER + ".pem"));
    for (String folder : List.of("tmp", "new", "cur")) {
      Files.createDirectories(directory.resolve("mail").resolve(USER).resolve(folder));
    }
    Files.writeString(
        directory.resolve("mail/harish/new/1000000001.M1P1.host"),
        "From: anna@example.org\nSubject: Lunch\n\n" + WORDS + "\n");
    Files.writeString(directory.resolve("pop3d.properties"), COMMON + lines + "\n");
  }

  private static Mailbox serve(Path directory) throws IOException {
    return new Mailbox(
        directory,
        Pop3dProcess.start(directory, "serving on", "serve", "--config", "pop3d.properties"));
  }

  int port() {
    return server.port();
  }

  int tlsPort() {
    return server.tlsPort();
  }

  /** Where to find a file: {@code authority.pem}, {@code harish.pem} and {@code harish.key}. */
  Path file(String name) {
    return directory.resolve(name);
  }

  /** Runs a client to its end. */
  Result run(String input, List<String> command, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    return Pop3dProcess.run(directory, input, all.toArray(String[]::new));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
