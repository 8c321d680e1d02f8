package io.pop3.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.client.fake.FakeServer;
import io.pop3.client.fake.Message;
import io.pop3.client.fake.ModelServer;
import io.pop3.client.fake.TestCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its user sees it: arguments in; text and exit status out. */
class Pop3Test {

  @TempDir private Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private ModelServer server;
  private String url;

  @BeforeEach
  void start() throws IOException {
    server = new ModelServer(Message.named("a"), Message.named("b"));
    url = "pop://harish@127.0.0.1:" + server.port() + "/";
    Files.writeString(directory.resolve("password"), "vegetables\r\nnot this\n");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Runs a command with a password and cleartext allowed. */
  private int run(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    all.add("--cleartext");
    all.add("--password-file=" + directory.resolve("password"));
    return runAsTyped(all.toArray(String[]::new));
  }

  private int runAsTyped(String... arguments) {
    out.reset();
    err.reset();
    return Pop3.run(out, err, arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void statSaysHowMuchThereIs() {
    assertThat(run("stat", url)).isZero();
    assertThat(out()).isEqualToIgnoringNewLines("2 messages, 104 octets");
    assertThat(err()).contains("no TLS: the connection does not leave this machine");
    assertThat(server.received()).contains("PASS vegetables");
  }

  @Test
  void listShowsNumbersSizesAndUniqueIds() {
    assertThat(run("list", url)).isZero();
    assertThat(out().lines()).containsExactly("     1           52  a", "     2           52  b");
    server.withoutUidl();
    assertThat(run("list", url)).isZero();
    assertThat(out().lines()).containsExactly("     1           52", "     2           52");
  }

  @Test
  void messageIsPrintedOctetByOctet() {
    byte[] wire =
        "Subject: \u00ff\u001b[2J\r\n\r\n.\r\n..\r\n\0x\r\n".getBytes(StandardCharsets.ISO_8859_1);
    server.maildrop().add(new Message("c", wire));
    assertThat(run("read", "3", url)).isZero();
    assertThat(out.toByteArray()).isEqualTo(wire);
    assertThat(run("read", url, "uid:b")).isZero();
    assertThat(out()).contains("body of b\r\n");
    assertThat(run("top", "uid:a", url, "-n", "1")).isZero();
    assertThat(out()).isEqualTo("From: a@example.com\r\nSubject: a\r\n\r\n.dot\r\n");
    assertThat(server.maildrop()).hasSize(3);
  }

  @Test
  void deleteDeletesAllOrNothing() {
    assertThat(run("delete", "1", "9", url)).isEqualTo(ExitStatus.FAILED);
    assertThat(err()).contains("message 9: -ERR", "nothing was deleted");
    assertThat(server.maildrop()).hasSize(2);
    assertThat(run("delete", "uid:b", "2", url)).isZero();
    assertThat(out()).isEqualToIgnoringNewLines("1 deleted from the server");
    assertThat(server.maildrop()).extracting(Message::uniqueId).containsExactly("a");
  }

  @Test
  void uniqueIdOfNoneOrSeveralIsAMistake() {
    server.maildrop().add(Message.named("b"));
    assertThat(run("delete", "uid:b", url)).isEqualTo(ExitStatus.MISTAKE);
    assertThat(err()).contains("unique-id: \"b\": 2 messages (expected: exactly one)");
    assertThat(run("delete", "uid:z", url)).isEqualTo(ExitStatus.MISTAKE);
    assertThat(server.maildrop()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "COMMIT, 0, deleted from the server",
    "REFUSE, 1, has not deleted everything",
    "DROP, 3, is not known"
  })
  void outcomeOfQuitDecides(ModelServer.Quit behaviour, int status, String text) {
    server.onQuit(behaviour);
    assertThat(run("delete", "1", url)).isEqualTo(status);
    assertThat(out() + err()).contains(text);
  }

  @Test
  void capabilitiesNeedNoUser() {
    assertThat(runAsTyped("capabilities", "--cleartext", "pop://127.0.0.1:" + server.port()))
        .isZero();
    assertThat(out().lines()).containsExactly("PIPELINING", "UIDL", "X-MODEL", "TOP", "USER");
    assertThat(server.received()).containsExactly("CAPA", "QUIT");
  }

  @Test
  void fetchKeepsAndDeletes() throws IOException {
    String into = "--into=" + directory.resolve("mail");
    assertThat(run("fetch", "--keep", into, url)).isZero();
    assertThat(out()).startsWith("2 of 2 messages fetched into ").contains(", 0 were here");
    assertThat(run("fetch", "--keep", into, url)).isZero();
    assertThat(out()).startsWith("0 of 2 messages fetched").contains(", 2 were here");
    assertThat(server.maildrop()).hasSize(2);
    assertThat(run("fetch", "--delete", into, url, "-q")).isZero();
    assertThat(out()).isEmpty();
    assertThat(server.maildrop()).isEmpty();
    try (Stream<Path> mail = Files.list(directory.resolve("mail/new"))) {
      assertThat(mail).hasSize(2);
    }
  }

  @Test
  void fetchTakesEverythingFromAnAccountFile() throws IOException {
    Path file = directory.resolve("account.properties");
    Files.writeString(
        file,
        "url = "
            + url
            + "\ncleartext = yes\npassword-file = password\ninto = mail\nstate = ledgers\n"
            + "retention = keep 3\n");
    assertThat(runAsTyped("fetch", "-c", file.toString())).isZero();
    assertThat(directory.resolve("mail/new")).isDirectoryContaining(Files::isRegularFile);
    assertThat(directory.resolve("ledgers"))
        .isDirectoryContaining(path -> path.toString().endsWith(".ledger"));
    assertThat(runAsTyped("fetch", "-c", file.toString(), "--delete")).isZero();
    assertThat(server.maildrop()).isEmpty();
  }

  /** What a job at night must be able to tell. */
  @Test
  void refusedMessageIsAFailureAndTheOthersCome() {
    server.refuse(1);
    assertThat(run("fetch", "--delete", "--into=" + directory.resolve("mail"), url))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(out()).contains("1 of 2 messages fetched", "1 deleted from the server");
    assertThat(err()).contains("message 1: -ERR", "1 refused by the server");
  }

  @Test
  void lostConnectionSaysWhatIsSafe() {
    server.cutAfter(220, () -> {});
    assertThat(run("fetch", "--delete", "--into=" + directory.resolve("mail"), url))
        .isEqualTo(ExitStatus.TRY_LATER);
    assertThat(err()).contains("1 fetched before the connection failed");
  }

  @Test
  void serverWithoutUidlCannotKeep() {
    server.withoutUidl();
    assertThat(run("fetch", "--keep", "--into=" + directory.resolve("mail"), url))
        .isEqualTo(ExitStatus.MISTAKE);
    assertThat(err()).contains("does not know UIDL (expected: UIDL to keep)");
  }

  @Test
  void maildirThatCannotBeMadeIsAFailure() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThat(run("fetch", "--delete", "--into=" + file, url)).isEqualTo(ExitStatus.FAILED);
    assertThat(err()).contains(file.toString()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "-ERR [AUTH] no, 4",
    "-ERR [IN-USE] busy, 3",
    "-ERR [LOGIN-DELAY] wait, 3",
    "-ERR [SYS/TEMP] later, 3",
    "-ERR [SYS/PERM] broken, 1",
    "-ERR no, 4"
  })
  void refusedLoginHasAStatus(String reply, int status) {
    server.answerLogin(reply);
    assertThat(run("stat", url)).isEqualTo(status);
    assertThat(err()).contains("refused by the server").doesNotContain("vegetables");
  }

  @Test
  void nobodyListeningMeansTryLater() throws IOException {
    server.close();
    assertThat(run("stat", url)).isEqualTo(ExitStatus.TRY_LATER);
    assertThat(err()).contains("can't be made").contains(String.valueOf(server.port()));
  }

  //
  @Test
  void cleartextNeedsTheWordOfTheUser() {
    assertThat(runAsTyped("stat", url, "--password-file=" + directory.resolve("password")))
        .isEqualTo(ExitStatus.MISTAKE);
    assertThat(err()).contains("does not offer STLS");
    assertThat(server.received()).containsExactly("CAPA");
  }

  @Test
  void tlsIsTheDefaultAndTrustsWhomItIsTold() throws IOException {
    TestCertificates authority = new TestCertificates();
    String dialogue =
        "TLS\nS: +OK\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\nC: AUTH PLAIN "
            + Base64.getEncoder()
                .encodeToString("\0harish\0vegetables".getBytes(StandardCharsets.US_ASCII))
            + "\nS: +OK\nC: STAT\nS: +OK 1 2\nC: QUIT\nS: +OK\nEOF";
    FakeServer tls = FakeServer.playingWithTls(authority.loopbackContext(), "TLS\nEOF", dialogue);
    String[] command = {
      "stat",
      "--host=localhost",
      "--port=" + tls.port(),
      "--user=harish",
      "--password-file=" + directory.resolve("password")
    };
    assertThat(runAsTyped(command)).isEqualTo(ExitStatus.MISTAKE);
    assertThat(err()).contains("handshake failed");
    Path ca = directory.resolve("ca.pem");
    Files.writeString(ca, authority.authorityPem());
    String[] trusting =
        Stream.concat(Stream.of(command), Stream.of("--ca-file=" + ca)).toArray(String[]::new);
    assertThat(runAsTyped(trusting)).as(err()).isZero();
    assertThat(err()).isEmpty();
    tls.finish();
  }

  @Test
  void namedMechanismIsUsedAndNoOther() throws IOException {
    FakeServer cram =
        FakeServer.playing(
            """
            S: +OK <1896.697170952@dbc.mtview.ca.us>
            C: CAPA
            S: +OK
            S: SASL CRAM-MD5 PLAIN
            S: .
            C: AUTH CRAM-MD5
            S: + PDFAYT4=
            C*\s
            S: -ERR [AUTH] no
            C: QUIT
            S: +OK
            EOF
            """);
    assertThat(run("stat", "pop://harish;AUTH=CRAM-MD5@127.0.0.1:" + cram.port()))
        .isEqualTo(ExitStatus.CREDENTIALS);
    cram.finish();
    FakeServer apop =
        FakeServer.playing(
            """
            S: +OK <1896.697170952@dbc.mtview.ca.us>
            C: CAPA
            S: +OK
            S: .
            C* APOP harish\s
            S: +OK
            C: STAT
            S: +OK 0 0
            C: QUIT
            S: +OK
            EOF
            """);
    assertThat(run("stat", "pop://harish;AUTH=+APOP@127.0.0.1:" + apop.port())).as(err()).isZero();
    apop.finish();
    assertThat(run("stat", "--auth=SCRAM-SHA-256", url)).isEqualTo(ExitStatus.MISTAKE);
  }

  // Passwords.

  @Test
  void passwordOnTheCommandLineIsRefusedAndNotShown() {
    for (String[] typed :
        new String[][] {
          {"stat", "--password", "vegetables", url}, {"stat", "--password=vegetables", url}
        }) {
      assertThat(runAsTyped(typed)).isEqualTo(ExitStatus.MISTAKE);
      assertThat(out() + err()).contains("--password: refused").doesNotContain("vegetables");
    }
    assertThat(runAsTyped("stat", "pop://harish:vegetables@localhost"))
        .isEqualTo(ExitStatus.MISTAKE);
    assertThat(out() + err()).doesNotContain("vegetables");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void passwordCanComeFromACommand() {
    assertThat(
            runAsTyped(
                "stat", "--cleartext", url, "--password-command", "printf 'vege''tables\\nx'"))
        .isZero();
    assertThat(server.received()).contains("PASS vegetables");
  }

  @ParameterizedTest
  @CsvSource({
    "--password-command, exit 3, password-command: ended with status 3 (expected: 0)",
    "--password-command, true, password-command: empty",
    "--password-env, NO_SUCH_VARIABLE_HERE, NO_SUCH_VARIABLE_HERE: not set",
    "--password-file, /no/such/file, /no/such/file: does not exist"
  })
  void passwordThatCannotBeHadIsAMistake(String option, String value, String complaint) {
    assertThat(runAsTyped("stat", "--cleartext", url, option, value)).isEqualTo(ExitStatus.MISTAKE);
    assertThat(err()).contains(complaint);
    assertThat(server.received()).noneMatch(line -> line.startsWith("PASS"));
  }

  @Test
  void twoSourcesOfAPasswordAreAMistake() {
    assertThat(run("stat", url, "--password-env=HOME")).isEqualTo(ExitStatus.MISTAKE);
    assertThat(err()).contains("mutually exclusive");
  }

  // Mistakes: told at once, in words.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read",
        "read 1 2",
        "read 0",
        "read 01x",
        "delete",
        "delete uid:",
        "list 1",
        "stat pop://b@localhost",
        "stat --timeout 0",
        "stat --port 65536",
        "stat --auth EXTERNAL",
        "stat --auth NONSENSE",
        "stat --no-such-option",
        "fetch",
        "fetch --keep",
        "fetch --keep --delete",
        "fetch --keep-days 0 --into x",
        "nonsense"
      })
  void mistakesHaveStatusTwoAndNoStackTrace(String typed) {
    List<String> words = new ArrayList<>(List.of(typed.split(" ", -1)));
    words.add(url);
    String command = words.remove(0);
    assertThat(run(command, words.toArray(String[]::new))).isEqualTo(ExitStatus.MISTAKE);
    assertThat(err()).isNotEmpty().doesNotContain("\tat ");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void allMistakesOfAnAccountFileAreToldAtOnce() throws IOException {
    Path file = directory.resolve("account.properties");
    Files.writeString(
        file,
        """
        host = a b
        port = 0
        securty = tls
        security = perhaps
        password = vegetables
        password-env = A
        password-file = b
        timeout = ${env:NO_SUCH_VARIABLE_HERE}
        user = u
        user = v
        """);
    assertThat(runAsTyped("fetch", "--config", file.toString())).isEqualTo(ExitStatus.MISTAKE);
    assertThat(err())
        .contains(
            "securty: no such key (expected: perhaps security)",
            "password: not taken from here",
            "timeout: names a variable that is not set",
            "user: given twice",
            "host: \"a b\"",
            "port: \"0\"",
            "security: \"perhaps\" (expected: tls or stls)",
            "password: has 2 sources (expected: one)",
            "into: not given",
            "retention: not given")
        .doesNotContain("vegetables");
  }

  @Test
  void accountFileThatIsNotThereIsAMistake() {
    assertThat(runAsTyped("stat", "-c", "/no/such/file")).isEqualTo(ExitStatus.MISTAKE);
    assertThat(err()).contains("/no/such/file: does not exist");
  }

  /** A URL on the command line means another server: nothing of the file's server is left. */
  @Test
  void urlReplacesTheServerOfTheFile() throws IOException {
    Path file = directory.resolve("account.properties");
    Files.writeString(
        file, "host = 127.0.0.1\nport = 1\nsecurity = tls\nserver-name = x\nuser = other\n");
    assertThat(run("stat", "-c", file.toString(), url)).as(err()).isEqualTo(0);
    assertThat(server.received()).contains("USER other");
  }

  @Test
  void helpNamesEveryStatus() {
    assertThat(runAsTyped("--help")).isZero();
    assertThat(out()).contains("fetch", "delete", "Exit status:", "4 ");
    assertThat(runAsTyped("fetch", "--help")).isZero();
    assertThat(out()).contains("--keep-days=DAYS").doesNotContain("--password=");
  }
}
