package io.pop3.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.house.Pop3dProcess.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is packaged does what the README says, with the programs that people have: curl, Python's
 * poplib, netcat, and our own client.
 */
class DistributionIT {

  private static final String FIRST =
      """
      From: anna@example.org
      To: harish@example.org
      Subject: Lunch

      Shall we meet today at noon?
      The usual place.
      Anna
      """;
  private static final String SECOND =
      """
      From: ben@example.org
      To: harish@example.org
      Subject: Re: Dots

      A line may begin with a dot:
      .
      .. and it comes back as it was.
      That is what stuffing is for.
      The last word is yours.
      --\s
      Ben
      """;

  @TempDir Path directory;

  private Path newMail;

  @BeforeEach
  void setUp() throws Exception {
    Path maildir = directory.resolve("mail/harish");
    for (String folder : List.of("tmp", "new", "cur")) {
      Files.createDirectories(maildir.resolve(folder));
    }
    newMail = maildir.resolve("new");
    Files.writeString(
        directory.resolve("pop3d.properties"),
        """
        listen = 127.0.0.1:0
        server.name = localhost
        authentication = file
        authentication.file.path = users
        maildrops = maildir
        maildrops.maildir.root = mail/%u
        """);
    Result added = pop3d("vegetables\n", "user", "add", "--config", "pop3d.properties", "harish");
    assertThat(added.text()).isEmpty();
    assertThat(added.status()).isZero();
  }

  private Result pop3d(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Pop3dProcess.program().toString()));
    command.addAll(List.of(arguments));
    return Pop3dProcess.run(directory, input, command.toArray(String[]::new));
  }

  private Pop3dProcess serve() throws IOException {
    return Pop3dProcess.start(directory, "listening on", "serve", "--config", "pop3d.properties");
  }

  private void deliver(String name, byte[] octets) throws IOException {
    Files.write(newMail.resolve(name), octets);
  }

  private void deliverBoth() throws IOException {
    deliver("1000000001.M1P1.host", FIRST.getBytes(StandardCharsets.US_ASCII));
    deliver("1000000002.M2P1.host", SECOND.getBytes(StandardCharsets.US_ASCII));
  }

  private Result python(int port, String script) throws Exception {
    String connect =
        "import poplib\n"
            + "def login():\n"
            + "  c = poplib.POP3('127.0.0.1', "
            + port
            + ", timeout=30)\n"
            + "  c.user('harish'); c.pass_('vegetables')\n"
            + "  return c\n";
    return Pop3dProcess.run(directory, connect + script, "python3", "-");
  }

  private Result curl(int port, String path) throws Exception {
    return Pop3dProcess.run(
        directory,
        "",
        "curl",
        "--silent",
        "--show-error",
        "--max-time",
        "30",
        "--user",
        "harish:vegetables",
        "pop3://127.0.0.1:" + port + "/" + path);
  }

  @Test
  void pythonDoesTheWalkThroughAndSeesWhatUpdateRemoved() throws Exception {
    deliverBoth();
    try (Pop3dProcess server = serve()) {
      Result result =
          python(
              server.port(),
              """
              c = login()
              print(c.stat())
              print(c.list()[1])
              print(len(c.retr(1)[1]))
              c.dele(1)
              print(len(c.retr(2)[1]))
              print(c.quit().startswith(b'+OK'))
              c = login()
              print(c.stat())
              c.dele(1)
              c.quit()
              print(login().stat())
              """);

      assertThat(result.text())
          .isEqualTo("(2, 320)\n[b'1 120', b'2 200']\n7\n11\nTrue\n(1, 200)\n(0, 0)\n");
    }
  }

  @Test
  void netcatSeesTheDialogueOctetByOctet() throws Exception {
    deliverBoth();
    try (Pop3dProcess server = serve()) {
      Result result =
          Pop3dProcess.run(
              directory,
              "USER harish\r\nPASS vegetables\r\nSTAT\r\nLIST\r\nRETR 1\r\nDELE 1\r\nQUIT\r\n",
              "nc",
              "-w",
              "30",
              "127.0.0.1",
              Integer.toString(server.port()));

      assertThat(result.text().lines().map(line -> line.replaceFirst("^(\\+OK).*", "$1")))
          .startsWith("+OK", "+OK", "+OK", "+OK", "+OK", "1 120", "2 200", ".", "+OK")
          .contains("Shall we meet today at noon?");
      assertThat(result.text())
          .contains("+OK 2 320\r\n")
          .contains(FIRST.replace("\n", "\r\n") + ".\r\n+OK")
          .doesNotContain("-ERR");
    }
  }

  @Test
  void mailWrittenByAnotherProgramIsThereAtTheNextLogin() throws Exception {
    try (Pop3dProcess server = serve()) {
      assertThat(python(server.port(), "print(login().stat())\n").text()).isEqualTo("(0, 0)\n");

      deliver("1000000003.M3P1.host", FIRST.getBytes(StandardCharsets.US_ASCII));

      assertThat(curl(server.port(), "").text()).isEqualTo("1 120\r\n");
      assertThat(curl(server.port(), "1").text()).isEqualTo(FIRST.replace("\n", "\r\n"));
    }
  }

  private static Map<String, String> hostileMessages() {
    Map<String, String> messages = new LinkedHashMap<>();
    messages.put("01.empty", "");
    messages.put("02.no-final-newline", "Subject: a\n\nb");
    messages.put("03.first-octet-a-dot", ".a\n");
    messages.put("04.only-dots", ".\n..\n...\n.");
    messages.put("05.bare-cr", "a\rb\r.c\n");
    messages.put("06.crlf-stored", "Subject: a\r\n\r\n.b\r\n");
    messages.put("07.lf-stored", "Subject: a\n\n.b\n");
    messages.put("08.crlf-ending-in-cr", "a\r\nb\r");
    messages.put("09.eight-bit-header", "Subject: caf\u00c3\u00a9 \u00ff\n\nx\n");
    messages.put("10.nul", "a\0b\n\0\n");
    messages.put("11.long-line", "x".repeat(200_000) + "\n.y\n");
    messages.put("12.header-without-body", "Subject: a\nTo: b\n");
    messages.put("13.ends-like-a-terminator", "a\r\n\r\n.\r\n");
    return messages;
  }

  /** The wire form by definition: CR before each LF without one, and a last line end. */
  private static String wireForm(String stored) {
    String wire = stored.replaceAll("(?<!\r)\n", "\r\n");
    return wire.isEmpty() || wire.endsWith("\r\n") ? wire : wire + "\r\n";
  }

  @Test
  void hostileMessagesComeBackOctetByOctetWithTheirListedSize() throws Exception {
    Map<String, String> messages = hostileMessages();
    int arrival = 1_000_000_000;
    for (Map.Entry<String, String> message : messages.entrySet()) {
      deliver(
          arrival++ + ".M1P1." + message.getKey(),
          message.getValue().getBytes(StandardCharsets.ISO_8859_1));
    }
    try (Pop3dProcess server = serve()) {
      Session session = Session.login(server.port());
      String[] listed = session.body("LIST").split("\r\n");
      assertThat(listed).hasSize(messages.size());
      int number = 1;
      for (Map.Entry<String, String> message : messages.entrySet()) {
        String expected = wireForm(message.getValue());

        assertThat(session.body("RETR " + number)).as(message.getKey()).isEqualTo(expected);
        assertThat(listed[number - 1]).isEqualTo(number + " " + expected.length());
        number++;
      }
      session.close();
    }
  }

  @Test
  void aClientThatGoesWithoutQuitRemovesNothing() throws Exception {
    deliverBoth();
    try (Pop3dProcess server = serve()) {
      Session session = Session.login(server.port());
      session.say("DELE 1");
      session.close();

      assertThat(python(server.port(), "print(login().stat())\n").text()).isEqualTo("(2, 320)\n");
    }
  }

  @Test
  void aServerKilledBeforeQuitRemovesNothingAndItsLockIsGone() throws Exception {
    deliverBoth();
    Pop3dProcess killed = serve();
    Session session = Session.login(killed.port());
    session.say("DELE 1");
    killed.kill();
    session.close();

    try (Pop3dProcess server = serve()) {
      assertThat(python(server.port(), "print(login().stat())\n").text()).isEqualTo("(2, 320)\n");
    }
  }

  @Test
  void aStoppedServerRemovesNothing() throws Exception {
    deliverBoth();
    Pop3dProcess stopped = serve();
    Session session = Session.login(stopped.port());
    session.say("DELE 1");
    assertThat(stopped.end()).isEqualTo(128 + 15);
    session.close();

    assertThat(filesBelow(directory.resolve("mail/harish"), ".host")).isEqualTo(2);
  }

  private static long filesBelow(Path folder, String part) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.getFileName().toString().contains(part)).count();
    }
  }

  @Test
  void ourClientKeepsAndDeletes() throws Exception {
    deliverBoth();
    try (Pop3dProcess server = serve()) {
      String url = "pop://harish@127.0.0.1:" + server.port() + "/";

      assertThat(pop3(url, "--keep").status()).isZero();
      assertThat(filesBelow(directory.resolve("inbox/new"), ".")).isGreaterThanOrEqualTo(2);
      assertThat(python(server.port(), "print(login().stat())\n").text()).isEqualTo("(2, 320)\n");
      assertThat(pop3(url, "--delete").status()).isZero();
      assertThat(python(server.port(), "print(login().stat())\n").text()).isEqualTo("(0, 0)\n");
    }
    try (Stream<Path> fetched = Files.list(directory.resolve("inbox/new"))) {
      assertThat(fetched.filter(Files::isRegularFile).count()).isEqualTo(2);
    }
  }

  private Result pop3(String url, String mode) throws Exception {
    return Pop3dProcess.run(
        directory,
        "vegetables\n",
        House.ROOT.resolve("pop3-client/app/target/pop3/bin/pop3").toString(),
        "fetch",
        mode,
        "--cleartext",
        "--password-stdin",
        "--into",
        "inbox",
        url);
  }

  @Test
  void theDemonstrationServesItsSampleMailAndTidiesUp() throws Exception {
    Pop3dProcess demo = Pop3dProcess.start(directory, "Ctrl-C", "demo", "--port", "0");
    Result listing = curl(demo.port(), "");
    Result digest =
        python(
            demo.port(),
            "c = poplib.POP3('127.0.0.1', "
                + demo.port()
                + ")\n"
                + "print(c.apop('harish', 'vegetables').startswith(b'+OK'))\n"
                + "c.quit()\n");
    Matcher itsOwn = Pattern.compile("removes (\\S+)\\.").matcher(demo.firstLines());
    assertThat(itsOwn.find()).isTrue();
    assertThat(Path.of(itsOwn.group(1))).isDirectory();
    demo.end();

    assertThat(listing.text()).isEqualTo("1 120\r\n2 200\r\n");
    assertThat(digest.text()).isEqualTo("True\n");
    assertThat(demo.firstLines()).contains("harish", "vegetables");
    assertThat(Path.of(itsOwn.group(1))).doesNotExist();
  }

  @Test
  void theDemonstrationServesByTlsWithACertificateOfItsOwn() throws Exception {
    Pop3dProcess demo =
        Pop3dProcess.start(directory, "pop3s:", "demo", "--port", "0", "--tls-port", "0");
    Matcher certificate = Pattern.compile("--cacert (\\S+)").matcher(demo.firstLines());
    assertThat(certificate.find()).isTrue();
    Result listing =
        Pop3dProcess.run(
            directory,
            "",
            "curl",
            "--silent",
            "--show-error",
            "--cacert",
            certificate.group(1),
            "--user",
            "harish:vegetables",
            "pop3s://localhost:" + demo.tlsPort() + "/");
    demo.end();

    assertThat(listing.text()).isEqualTo("1 120\r\n2 200\r\n");
    assertThat(Path.of(certificate.group(1))).doesNotExist();
  }

  @Test
  void mistakesAreToldInOneMessageWithStatusTwo() throws Exception {
    Files.writeString(
        directory.resolve("bad.properties"), "listen = 127.0.0.1:0\nmaildrop = maildir\n");

    Result result = pop3d("", "serve", "--config", "bad.properties");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.text())
        .contains("maildrop: unknown key")
        .contains("maildrops")
        .doesNotContain("\tat ");
  }

  @Test
  void mistakesThatPluginsFindAreToldWithoutAStackTrace() throws Exception {
    Files.writeString(
        directory.resolve("nowhere.properties"),
        """
        listen = 127.0.0.1:0
        authentication = file
        authentication.file.path = nowhere
        maildrops = maildir
        maildrops.maildir.root = %u
        """);

    Result result = pop3d("", "serve", "--config", "nowhere.properties");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.text()).contains("nowhere").doesNotContain("\tat ");
  }

  /** A client that speaks line by line and can vanish. */
  private record Session(Socket socket) {

    static Session login(int port) throws IOException {
      Session session = new Session(new Socket(InetAddress.getLoopbackAddress(), port));
      session.socket.setSoTimeout(30_000);
      session.line();
      session.say("USER harish");
      session.say("PASS vegetables");
      return session;
    }

    void say(String command) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      assertThat(line()).startsWith("+OK");
    }

    /** The content of a multi-line reply, by the rules of RFC 1939 section 3. */
    String body(String command) throws IOException {
      say(command);
      StringBuilder content = new StringBuilder();
      StringBuilder line = new StringBuilder();
      InputStream in = socket.getInputStream();
      while (true) {
        int octet = in.read();
        assertThat(octet).as("an octet before the terminator").isNotNegative();
        line.append((char) octet);
        int length = line.length();
        if (length >= 2 && line.charAt(length - 2) == '\r' && octet == '\n') {
          if (line.toString().equals(".\r\n")) {
            return content.toString();
          }
          content.append(line.charAt(0) == '.' ? line.substring(1) : line.toString());
          line.setLength(0);
        }
      }
    }

    private String line() throws IOException {
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
        line.write(octet);
      }
      return line.toString(StandardCharsets.US_ASCII);
    }

    void close() throws IOException {
      socket.close();
    }
  }
}
