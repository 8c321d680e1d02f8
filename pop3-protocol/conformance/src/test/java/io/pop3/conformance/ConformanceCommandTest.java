package io.pop3.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToyServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The suite as its user sees it on the command line. */
class ConformanceCommandTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("TOY_PASSWORD", ToyServer.PASSWORD, "EMPTY", "");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Conformance.commandLine(ENVIRONMENT);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  private int runAgainst(ToyServer server, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--host=localhost",
                "--port=" + server.port(),
                "--user=" + ToyServer.USER,
                "--password-env=TOY_PASSWORD",
                "--insecure",
                "--reply-seconds=20"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void serverWithoutFaultConforms() throws Exception {
    try (ToyServer server = ToySetting.CLEARTEXT.start(new ToyBehavior())) {
      assertThat(runAgainst(server, "--only=1939-STAT-1,1939-STAT-5,1939-LIST-7")).isZero();
    }
    assertThat(out.toString())
        .contains("  pass     MUST   1939-STAT-5     STAT takes no argument")
        .contains("  not run  MUST   1939-LIST-7")
        .contains("missing: a way to deliver mail (--maildir, or another mailbox control)")
        .containsPattern("MUST +2 +0 +0 +0 +1");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void failureIsExplainedAndDecides() throws Exception {
    Fault fault = Fault.instead("STAT 1", "+OK 3 600", "1939-STAT-5");
    try (ToyServer server = fault.start()) {
      assertThat(runAgainst(server, "--only=1939-STAT-5", "--verbose")).isEqualTo(1);
      assertThat(runAgainst(server, "--only=1939-STAT-5", "--deviation=1939-STAT-5")).isZero();
      assertThat(runAgainst(server, "--only=1939-STAT-5", "--deciding=should,house")).isZero();
    }
    assertThat(out.toString())
        .contains("  FAIL     MUST   1939-STAT-5     STAT takes no argument")
        .contains("seen: +OK 3 600 to STAT 1 (expected: -ERR to STAT 1)")
        .containsPattern("\\| C[0-9]: PASS <password>\n")
        .containsPattern("\\| S[0-9]: \\+OK 3 600")
        .contains("  declared MUST   1939-STAT-5")
        .doesNotContain(ToyServer.PASSWORD);
  }

  @Test
  void casesAreListedWithoutAServer() {
    assertThat(run("--list", "--level=may")).isZero();
    assertThat(out.toString().lines().filter(line -> line.startsWith("| ")))
        .allMatch(line -> line.contains("| MAY |") || line.matches("\\| (Case|---).*"));
  }

  @Test
  void refusedLoginIsNoVerdict() throws Exception {
    Fault fault = Fault.instead("PASS...", "-ERR [AUTH] no", "none").in(ToySetting.MINIMAL);
    try (ToyServer server = fault.start()) {
      assertThat(runAgainst(server)).isEqualTo(2);
    }
    assertThat(err.toString())
        .startsWith("login at localhost:")
        .contains("-ERR no to PASS <password> (expected: +OK)");
  }

  @Test
  void untrustedCertificateIsNoVerdict() throws Exception {
    try (ToyServer server = ToySetting.STLS.start(new ToyBehavior())) {
      assertThat(run("--host=localhost", "--port=" + server.port(), "--tls=stls")).isEqualTo(2);
    }
    assertThat(err.toString())
        .startsWith("localhost:")
        .contains("(expected: a trusted certificate, or --insecure)");
  }

  @Test
  void missingServerIsNoVerdict() throws Exception {
    int port = freePort();
    assertThat(run("--host=localhost", "--port=" + port)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("connection to localhost:" + port + ": ")
        .contains("(expected: a POP3 server)");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void wrongOptionsAreExplainedInALine() {
    assertWrong("missing option: --host=NAME");
    assertWrong("host: blank (expected: a name or an address)", "--host=");
    assertWrong("port: 0 (expected: 1 to 65535)", "--host=h", "--port=0");
    assertWrong("case: FOO (expected: an id of the catalogue)", "--host=h", "--only=FOO");
    assertWrong("case: FOO (expected: an id of the catalogue)", "--host=h", "--deviation=FOO");
    assertWrong("missing option: --password-env=VARIABLE", "--host=h", "--user=u");
    assertWrong(
        "environment variable: EMPTY (expected: one that holds a password)",
        "--host=h",
        "--user=u",
        "--password-env=EMPTY");
    assertWrong("reply limit: PT0S (expected: > 0 and <= PT24H)", "--host=h", "--reply-seconds=0");
    assertWrong("Invalid value for option '--tls'", "--host=h", "--tls=maybe");
  }

  private void assertWrong(String message, String... arguments) {
    err.getBuffer().setLength(0);
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(2).first().asString().startsWith(message);
    assertThat(err.toString()).endsWith("Try pop3-conformance --help\n");
  }

  @Test
  void mailOfOthersIsNotRemovedUnasked(@TempDir Path maildir) throws IOException {
    for (String folder : List.of("new", "cur", "tmp")) {
      Files.createDirectory(maildir.resolve(folder));
    }
    Path letter = Files.writeString(maildir.resolve("new").resolve("1.letter"), "Dear Mary\n");
    assertWrong(
        "maildir: " + maildir + " holds 1 messages (expected: none, or --may-delete",
        "--host=h",
        "--maildir=" + maildir);
    assertWrong("maildir: " + letter, "--host=h", "--maildir=" + letter);
    assertThat(letter).exists();
  }
}
