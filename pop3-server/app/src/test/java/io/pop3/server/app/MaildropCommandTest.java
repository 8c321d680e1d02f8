package io.pop3.server.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pop3d maildrop} over real maildirs as Dovecot and Courier leave them. */
class MaildropCommandTest {

  private static final String FIRST = "1700000001.M1P1.mail";
  private static final String SECOND = "1700000002.M2P1.mail";

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String config = "";

  @BeforeEach
  void writeConfigurationAndMail() throws IOException {
    Files.writeString(
        directory.resolve("users"), "harish:{PLAIN}vegetables\nanna:{PLAIN}vegetables\n");
    config =
        Files.writeString(
                directory.resolve("pop3d.properties"),
                """
                listen = 127.0.0.1:0
                authentication.file.path = users
                authentication.file.weak-schemes = PLAIN
                maildrops.maildir.root = mail/%u
                """)
            .toString();
    deliver("harish", "cur/" + FIRST + ":2,S", "Subject: one\n\n1\n");
    deliver("harish", "new/" + SECOND, "Subject: two\n\n.\n");
    deliver("anna", "new/" + FIRST, "Subject: one\n\n1\n");
  }

  private Path deliver(String user, String place, String content) throws IOException {
    for (String part : List.of("new", "cur", "tmp")) {
      Files.createDirectories(directory.resolve("mail").resolve(user).resolve(part));
    }
    return Files.writeString(directory.resolve("mail").resolve(user).resolve(place), content);
  }

  private Path file(String user, String name) {
    return directory.resolve("mail").resolve(user).resolve(name);
  }

  private int run(String command, String... more) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] arguments = new String[more.length + 4];
    arguments[0] = "maildrop";
    arguments[1] = command;
    arguments[2] = "--config";
    arguments[3] = config;
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Pop3d.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Test
  void messagesAreListedAsASessionWouldSeeThem() {
    assertThat(run("list", "harish")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "# harish: 2 messages, 38 octets",
            "1\t19\t" + FIRST + "\tcur/" + FIRST + ":2,S",
            "2\t19\t" + SECOND + "\tnew/" + SECOND);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void allUsersOfTheBackendAreLookedAfterIfThatIsWanted() {
    assertThat(run("verify", "--all")).isZero();

    assertThat(out.toString().lines()).containsExactlyInAnyOrder("harish: good", "anna: good");
  }

  /** The list of a Dovecot that showed {@code %08Xu%08Xv}, its default, and one unique-id saved. */
  @Test
  void dovecotsUniqueIdsAreTakenOver() throws IOException {
    Files.writeString(
        file("harish", "dovecot-uidlist"),
        """
        3 V1257883232 N42 G0123456789abcdef0123456789abcdef
        40 :%s:2,S
        41 W19 Psaved-by-dovecot :%s
        """
            .formatted(FIRST, SECOND));

    assertThat(run("import-uidl", "--from", "dovecot", "harish")).isZero();

    assertThat(out.toString().lines()).containsExactly("harish: 2 unique-ids taken over");
    run("list", "harish");
    assertThat(out.toString()).contains("\t000000284af9c660\t", "\tsaved-by-dovecot\t");
    assertThat(run("verify", "harish")).isZero();
  }

  @Test
  void dovecotsUniqueIdsOfAnotherFormatAreTakenOver() throws IOException {
    Files.writeString(file("harish", "dovecot-uidlist"), "3 V7 N42\n40 :" + FIRST + "\n");

    assertThat(run("import-uidl", "--from", "dovecot:%v.%u", "harish")).isZero();

    run("list", "harish");
    assertThat(out.toString()).contains("\t7.40\t", "\t" + SECOND + "\t");
  }

  @Test
  void couriersUniqueIdsAreTakenOver() throws IOException {
    Files.writeString(
        file("harish", "courierpop3dsizelist"),
        "/3 9 1257883232\n" + FIRST + ":2,S 19 5:1257883232\n" + SECOND + " 19 6:1257883232:0\n");

    assertThat(run("import-uidl", "--from", "courier", "harish")).isZero();

    run("list", "harish");
    assertThat(out.toString()).contains("\tUID5-1257883232\t", "\tUID6-1257883232\t");
  }

  @Test
  void oneUserWithoutAListDoesNotKeepTheOthersFromTheirs() throws IOException {
    Files.writeString(file("harish", "dovecot-uidlist"), "3 V7 N42\n40 :" + FIRST + "\n");

    assertThat(run("import-uidl", "--from", "dovecot", "anna", "harish")).isEqualTo(1);

    assertThat(out.toString().lines()).containsExactly("harish: 1 unique-id taken over");
    assertThat(err.toString()).contains("anna: ", "dovecot-uidlist").doesNotContain("\tat ");
  }

  @Test
  void whatCannotBeTakenOverIsToldWithTheReason() throws IOException {
    Files.writeString(
        file("harish", "dovecot-uidlist"),
        "3 V7 N42\n40 Psame :" + FIRST + "\n41 Psame :" + SECOND + "\n");

    assertThat(run("import-uidl", "--from", "dovecot", "harish")).isEqualTo(1);

    assertThat(out.toString().lines()).containsExactly("harish: 1 unique-id taken over");
    assertThat(err.toString()).contains("harish: not taken over: " + SECOND + ": same (expected: ");
  }

  @Test
  void anUnknownSourceIsAMistakeThatNamesTheKnownOnes() {
    assertThat(run("import-uidl", "--from", "qpopper", "harish")).isEqualTo(2);

    assertThat(err.toString())
        .contains("source: qpopper (expected: dovecot, or ", "courier")
        .doesNotContain("\tat ");
  }

  @Test
  void whatIsWrongIsToldAndDoesNotEndWell() throws IOException {
    run("list", "harish");
    Files.writeString(file("harish", "maildirsize"), "1000S\n9999 2\n");

    assertThat(run("verify", "harish", "anna")).isEqualTo(1);

    assertThat(out.toString().lines()).containsExactly("harish: 1 problem", "anna: good");
    assertThat(err.toString())
        .contains("harish: ", "maildirsize: 9999 octets in 2 messages (expected: 32 in 2)");
  }

  @Test
  void mailWhoseTimeHasComeIsRemoved() throws IOException {
    Files.writeString(
        Path.of(config),
        Files.readString(Path.of(config)) + "maildrops.maildir.retention-days = 30\n");
    Path old = file("harish", "new/" + SECOND);
    Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000));

    assertThat(run("expire", "harish", "anna")).isZero();

    assertThat(out.toString().lines())
        .containsExactly("harish: 1 message removed", "anna: 0 messages removed");
    assertThat(old).doesNotExist();
  }

  @Test
  void aMaildropThatASessionHasIsLeftToIt() throws IOException {
    try (RunningServer running = RunningServer.start(Installation.load(Path.of(config)));
        Socket socket = new Socket()) {
      InetSocketAddress address = running.server().boundAddresses().get(0);
      socket.connect(address);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      in.readLine();
      for (String command : List.of("USER harish", "PASS vegetables")) {
        socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
        assertThat(in.readLine()).startsWith("+OK");
      }

      assertThat(run("list", "harish", "anna")).isEqualTo(3);

      assertThat(out.toString()).startsWith("# anna: 1 message,").doesNotContain("harish");
      assertThat(err.toString())
          .contains("harish: maildir in use: locked by session ", "try again")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aUserWhoIsNoneIsNoted() {
    assertThat(run("list", "harihs")).isZero();

    assertThat(out.toString().lines()).containsExactly("# harihs: 0 messages, 0 octets");
    assertThat(err.toString())
        .contains("harihs: not a user of the configured backend; did you mean harish?");
  }

  @Test
  void aNameThatLeadsElsewhereIsRefused() {
    assertThat(run("list", "../harish")).isEqualTo(1);

    assertThat(err.toString()).contains("user name: ../harish (expected by the maildir store: ");
  }

  @Test
  void namesOfFilesDoNotSteerTheTerminal() throws IOException {
    deliver("anna", "new/1700000009.\u001b[31m", "x\n");

    assertThat(run("list", "anna")).isZero();

    assertThat(out.toString()).contains("new/1700000009.?[31m").doesNotContain("\u001b");
  }

  @Test
  void whoseMaildropMustBeSaid() {
    assertThat(run("list")).isEqualTo(2);
    assertThat(err.toString()).contains("users: none (expected: USER..., or --all)");

    assertThat(run("list", "--all", "harish")).isEqualTo(2);
    assertThat(err.toString()).contains("(expected: USER..., or --all)");

    assertThat(run("list", "--attribute", "home=/x", "harish", "anna")).isEqualTo(2);
    assertThat(err.toString()).contains("--attribute: for several users (expected: ");
  }

  @Test
  void homesAreGivenByHandWhereTheStoreNeedsThem() throws IOException {
    Files.writeString(Path.of(config), Files.readString(Path.of(config)).replace("mail/%u", "%h"));

    assertThat(run("list", "harish")).isEqualTo(1);
    assertThat(err.toString()).contains("home");

    String home = "home=" + directory.resolve("mail/harish").toAbsolutePath();
    assertThat(run("list", "--attribute", home, "harish")).isZero();
    assertThat(out.toString()).startsWith("# harish: 2 messages");
  }

  @Test
  void helpTellsWhatThereIs() {
    assertThat(run("import-uidl", "--help")).isZero();
    assertThat(out.toString()).contains("--from", "dovecot:%v.%u", "courier", "USER");
  }
}
