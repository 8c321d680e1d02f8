package io.pop3.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code pop3d demo}: a server with sample mail on loopback, set up as a real one would be, with a
 * configuration file, a users file and a maildir, all in a temporary directory that goes when it
 * ends.
 */
@Command(
    name = "demo",
    description = "Serves two sample messages on 127.0.0.1 until Ctrl-C, and says what to try.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private static final String USER = "harish";
  private static final String PASSWORD = "vegetables";
  private static final String CERTIFICATE = "certificate.pem";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "1110",
      description = "Where to listen; 0 for any free port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--tls-port",
      paramLabel = "PORT",
      description =
          "Where to listen for TLS, with a certificate made for the occasion; 0 for any free port."
              + " Default: no TLS.")
  private @Nullable Integer tlsPort;

  @Spec private @Nullable CommandSpec spec;

  private DemoCommand() {}

  @Override
  public Integer call() throws IOException {
    check("port", port);
    if (tlsPort != null) {
      check("TLS port", tlsPort);
      if (!DemoCertificate.isPossible()) {
        throw new UserErrorException("TLS: this Java has no bin/keytool (expected: a JDK or JRE)");
      }
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try (EndSignal end = EndSignal.install()) {
      Path directory = Files.createTempDirectory("pop3d-demo");
      try {
        serve(directory, end, out);
      } finally {
        delete(directory);
      }
    }
    return 0;
  }

  private static void check(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new UserErrorException(name + ": " + port + " (expected: 0 to 65535)");
    }
  }

  private void serve(Path directory, EndSignal end, PrintWriter out) throws IOException {
    Path config = setUp(directory);
    try (RunningServer running = RunningServer.start(Installation.load(config))) {
      List<InetSocketAddress> bound = running.server().boundAddresses();
      out.println(invitation(bound.get(0).getPort(), directory));
      if (tlsPort != null) {
        out.println(tlsInvitation(bound.get(1).getPort(), directory));
      }
      out.flush();
      end.await();
    }
  }

  private Path setUp(Path directory) throws IOException {
    SampleMail.deliverTo(directory.resolve("mail").resolve(USER));
    // The temporary directory is its owner's alone, and so is all that is in it.
    Path users = directory.resolve("users");
    Files.writeString(users, USER + ":{PLAIN}" + PASSWORD + "\n");
    users.toFile().setReadable(false, false);
    users.toFile().setReadable(true, true);
    Path config = directory.resolve("pop3d.properties");
    Files.writeString(
        config,
        """
        listen = 127.0.0.1:%d
        server.name = localhost
        server.greeting = POP3 demo server ready
        login.apop = on
        authentication = file
        authentication.file.path = users
        authentication.file.weak-schemes = PLAIN
        maildrops = maildir
        maildrops.maildir.root = mail/%%u
        """
                .formatted(port)
            + tls(directory),
        StandardCharsets.UTF_8);
    return config;
  }

  private String tls(Path directory) throws IOException {
    if (tlsPort == null) {
      return "";
    }
    DemoCertificate.write(directory.resolve(CERTIFICATE), directory.resolve("key.pem"));
    return """
        listen.tls = 127.0.0.1:%d
        tls.certificate = %s
        tls.key = key.pem
        """
        .formatted(tlsPort, CERTIFICATE);
  }

  private static String tlsInvitation(int port, Path directory) {
    return """
        With TLS, on 127.0.0.1 port %3$d:
          curl --cacert %4$s -u %1$s:%2$s pop3s://localhost:%3$d/"""
        .formatted(USER, PASSWORD, port, directory.resolve(CERTIFICATE));
  }

  private static String invitation(int port, Path directory) {
    return """
        pop3d serves the mail of user "%1$s", password "%2$s", on 127.0.0.1 port %3$d.

        Speak POP3 yourself:
          telnet 127.0.0.1 %3$d
            USER %1$s
            PASS %2$s
            STAT
            LIST
            RETR 1
            QUIT
        List and read with curl:
          curl -u %1$s:%2$s pop3://127.0.0.1:%3$d/
          curl -u %1$s:%2$s pop3://127.0.0.1:%3$d/1
        Fetch into a maildir, and leave the mail on the server or not:
          echo %2$s | pop3-client/app/target/pop3/bin/pop3 fetch --keep --cleartext --password-stdin --into /tmp/inbox pop://%1$s@127.0.0.1:%3$d/
          echo %2$s | pop3-client/app/target/pop3/bin/pop3 fetch --delete --cleartext --password-stdin --into /tmp/inbox pop://%1$s@127.0.0.1:%3$d/
        Deliver a message of your own; the next session sees it:
          printf 'Subject: hello\\n\\nIt works.\\n' > %4$s/mail/%1$s/new/hello

        Ctrl-C ends the server and removes %4$s."""
        .formatted(USER, PASSWORD, port, directory);
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
