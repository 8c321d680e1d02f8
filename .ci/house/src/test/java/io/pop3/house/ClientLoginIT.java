package io.pop3.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.house.Pop3dProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every login that curl, mpop, fetchmail and Python know, with the packaged server. */
@Tag(Programs.TAG)
class ClientLoginIT {

  @TempDir private static Path first;
  @TempDir private static Path second;

  private static Mailbox users;
  private static Mailbox badges;

  @BeforeAll
  static void serve() throws Exception {
    Programs.require("curl", "mpop", "fetchmail", "python3");
    users = Mailbox.withUsersFile(first);
    badges = Mailbox.withBadges(second);
  }

  @AfterAll
  static void stop() throws IOException {
    try (Mailbox one = users;
        Mailbox other = badges) {
      assertThat(one).isNotSameAs(other);
    }
  }

  // ---- curl

  private static Result curl(Mailbox mailbox, String url, String... options) throws Exception {
    List<String> command =
        List.of(
            "curl",
            "--silent",
            "--show-error",
            "--verbose",
            "--max-time",
            "60",
            "--cacert",
            mailbox.file("authority.pem").toString(),
            url);
    return mailbox.run("", command, options);
  }

  private static String plain(Mailbox mailbox) {
    return "pop3://localhost:" + mailbox.port() + "/1";
  }

  private static String underTls(Mailbox mailbox) {
    return "pop3s://localhost:" + mailbox.tlsPort() + "/1";
  }

  private static void assertFetched(Result result, String command) {
    assertThat(result.text()).contains("> " + command).contains("\r\n" + Mailbox.WORDS + "\r\n");
    assertThat(result.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "AUTH=PLAIN,AUTH PLAIN",
    "AUTH=LOGIN,AUTH LOGIN",
    "AUTH=CRAM-MD5,AUTH CRAM-MD5",
    "AUTH=+APOP,APOP harish "
  })
  void curlLogsInInTheClearOnLoopback(String option, String command) throws Exception {
    Result result =
        curl(users, plain(users), "--login-options", option, "--user", "harish:vegetables");
    assertFetched(result, command);
  }

  @ParameterizedTest
  @CsvSource({
    "AUTH=PLAIN,AUTH PLAIN",
    "AUTH=LOGIN,AUTH LOGIN",
    "AUTH=CRAM-MD5,AUTH CRAM-MD5",
    "AUTH=*,AUTH CRAM-MD5"
  })
  void curlLogsInBehindStlsAndUnderTls(String option, String command) throws Exception {
    String[] login = {"--ssl-reqd", "--login-options", option, "--user", "harish:vegetables"};

    Result upgraded = curl(users, plain(users), login);
    assertFetched(upgraded, "STLS");
    assertFetched(upgraded, command);
    assertFetched(curl(users, underTls(users), login), command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTH=PLAIN", "AUTH=LOGIN", "AUTH=CRAM-MD5", "AUTH=+APOP"})
  void curlIsToldThatThePasswordIsWrong(String option) throws Exception {
    Result result = curl(users, plain(users), "--login-options", option, "--user", "harish:fruit");
    assertThat(result.text())
        .contains("< -ERR [AUTH] authentication failed")
        .doesNotContain(Mailbox.WORDS);
    assertThat(result.status()).isEqualTo(67);
  }

  @Test
  void curlLogsInWithABearerToken() throws Exception {
    assertThatCurlUsesATokenBy("OAUTHBEARER", badges);
  }

  /** It prefers the other mechanism wherever there is one. */
  @Test
  void curlLogsInWithABearerTokenOfTheOlderKind(@TempDir Path directory) throws Exception {
    try (Mailbox mailbox = Mailbox.withBadges(directory, "login.mechanisms = XOAUTH2")) {
      assertThatCurlUsesATokenBy("XOAUTH2", mailbox);
    }
  }

  private static void assertThatCurlUsesATokenBy(String mechanism, Mailbox mailbox)
      throws Exception {
    String[] login = {"--ssl-reqd", "--user", "harish", "--oauth2-bearer"};
    String[] good = with(login, BadgeBackendFactory.TOKEN);

    assertFetched(curl(mailbox, plain(mailbox), good), "AUTH " + mechanism);
    assertFetched(curl(mailbox, underTls(mailbox), good), "AUTH " + mechanism);
    Result refused = curl(mailbox, underTls(mailbox), with(login, "bad-token"));
    assertThat(refused.text()).contains("> AUTH " + mechanism).doesNotContain(Mailbox.WORDS);
    assertThat(refused.status()).isEqualTo(67);
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void curlLogsInWithACertificate() throws Exception {
    String[] login = {"--ssl-reqd", "--login-options", "AUTH=EXTERNAL", "--user", "harish:"};
    String[] certificate = {
      "--cert", badges.file("harish.pem").toString(), "--key", badges.file("harish.key").toString()
    };

    assertFetched(curl(badges, plain(badges), with(login, certificate)), "AUTH EXTERNAL");
    assertFetched(curl(badges, underTls(badges), with(login, certificate)), "AUTH EXTERNAL");
    Result without = curl(badges, underTls(badges), login);
    assertThat(without.text()).doesNotContain("> AUTH EXTERNAL", Mailbox.WORDS);
    assertThat(without.status()).isEqualTo(67);
  }

  // ---- mpop

  private static Result mpop(Mailbox mailbox, Path into, String password, String... options)
      throws Exception {
    List<String> command =
        List.of(
            "mpop",
            "--debug",
            "--host=localhost",
            "--user=harish",
            "--passwordeval=echo " + password,
            "--tls-trust-file=" + mailbox.file("authority.pem"),
            "--timeout=60",
            "--keep=on",
            "--only-new=off",
            "--uidls-file=" + into.resolve("uidls"),
            "--received-header=off",
            "--delivery=mbox," + into.resolve("mbox"));
    return mailbox.run("", command, options);
  }

  /** It has SCRAM, not the variant that binds to TLS, which it must not be led to. */
  @ParameterizedTest
  @CsvSource({
    "user,USER harish",
    "plain,AUTH PLAIN",
    "login,AUTH LOGIN",
    "cram-md5,AUTH CRAM-MD5",
    "scram-sha-1,AUTH SCRAM-SHA-1",
    "scram-sha-256,AUTH SCRAM-SHA-256",
    "apop,APOP harish ",
  })
  void mpopLogsInEveryWay(String method, String command, @TempDir Path into) throws Exception {
    String[][] ways = {
      {"--port=" + users.port(), "--tls=off"},
      {"--port=" + users.port(), "--tls=on", "--tls-starttls=on"},
      {"--port=" + users.tlsPort(), "--tls=on", "--tls-starttls=off"}
    };
    for (String[] way : ways) {
      Path place = Files.createTempDirectory(into, "way");

      Result result = mpop(users, place, Mailbox.PASSWORD, with(way, "--auth=" + method));

      assertThat(result.text()).contains("--> " + command);
      assertThat(result.status()).isZero();
      assertThat(place.resolve("mbox")).content().contains(Mailbox.WORDS);
    }
  }

  /** Left to itself it sends the password under TLS alone. */
  @Test
  void mpopChoosesScramWithoutTls(@TempDir Path into) throws Exception {
    Result result =
        mpop(users, into, Mailbox.PASSWORD, "--port=" + users.port(), "--tls=off", "--auth=on");

    assertThat(result.text()).contains("--> AUTH SCRAM-SHA-256");
    assertThat(result.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "cram-md5", "scram-sha-1", "scram-sha-256", "apop"})
  void mpopIsToldThatThePasswordIsWrong(String method, @TempDir Path into) throws Exception {
    Result result =
        mpop(users, into, "fruit", "--port=" + users.port(), "--tls=off", "--auth=" + method);

    assertThat(result.text()).contains("<-- -ERR [AUTH] authentication failed");
    assertThat(result.status()).isNotZero();
    assertThat(into.resolve("mbox")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"oauthbearer,AUTH OAUTHBEARER", "xoauth2,AUTH XOAUTH2", "external,AUTH EXTERNAL"})
  void mpopLogsInWithTokenAndCertificate(String method, String command, @TempDir Path into)
      throws Exception {
    Result result =
        mpop(
            badges,
            into,
            BadgeBackendFactory.TOKEN,
            "--port=" + badges.tlsPort(),
            "--tls=on",
            "--tls-starttls=off",
            "--tls-cert-file=" + badges.file("harish.pem"),
            "--tls-key-file=" + badges.file("harish.key"),
            "--auth=" + method);

    assertThat(result.text()).contains("--> " + command);
    assertThat(result.status()).isZero();
    assertThat(into.resolve("mbox")).content().contains(Mailbox.WORDS);
  }

  // ---- fetchmail

  private static Result fetchmail(Path into, String password, String server, String options)
      throws Exception {
    Path configuration = into.resolve("fetchmailrc");
    Files.createFile(
        configuration,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        configuration,
        "set no bouncemail\npoll localhost timeout 60 protocol "
            + server
            + " user harish password "
            + password
            + " sslcertck sslcertfile "
            + users.file("authority.pem")
            + " "
            + options
            + " keep mda \"cat >> "
            + into.resolve("mbox")
            + "\"\n");
    return users.run(
        "",
        List.of("env", "HOME=" + into, "FETCHMAILHOME=" + into, "fetchmail"),
        "--fetchmailrc",
        configuration.toString(),
        "--verbose",
        "--verbose",
        "--all",
        "--nosyslog",
        "--nodetach");
  }

  /** Its APOP knows no STLS. */
  @ParameterizedTest
  @CsvSource({
    "POP3 auth password,cleartext,sslproto '',USER harish",
    "POP3 auth cram-md5,cleartext,sslproto '',AUTH CRAM-MD5",
    "APOP,cleartext,sslproto '',APOP harish ",
    "POP3,stls,sslproto TLS1.2+,AUTH CRAM-MD5",
    "POP3 auth password,stls,sslproto TLS1.2+,USER harish",
    "POP3,tls,ssl sslproto TLS1.2+,AUTH CRAM-MD5",
    "POP3 auth password,tls,ssl sslproto TLS1.3+,USER harish",
    "APOP,tls,ssl sslproto TLS1.3+,APOP harish "
  })
  void fetchmailLogsIn(
      String protocol, String security, String options, String command, @TempDir Path into)
      throws Exception {
    int port = security.equals("tls") ? users.tlsPort() : users.port();

    Result result = fetchmail(into, Mailbox.PASSWORD, protocol + " service " + port, options);

    assertThat(result.text()).contains("POP3> " + command);
    assertThat(result.text().contains("POP3> STLS")).isEqualTo(security.equals("stls"));
    assertThat(result.text().contains("SSL/TLS: using protocol"))
        .isEqualTo(!security.equals("cleartext"));
    assertThat(result.status()).isZero();
    assertThat(into.resolve("mbox")).content().contains(Mailbox.WORDS);
  }

  @Test
  void fetchmailIsToldThatThePasswordIsWrong(@TempDir Path into) throws Exception {
    Result result =
        fetchmail(into, "fruit", "POP3 auth password service " + users.port(), "sslproto ''");

    assertThat(result.text()).contains("POP3< -ERR [AUTH] authentication failed");
    assertThat(result.status()).isEqualTo(3);
    assertThat(into.resolve("mbox")).doesNotExist();
  }

  // ---- Python

  @Test
  void pythonLogsInEveryWay() throws Exception {
    String script =
        """
        import poplib, ssl, sys
        plain, tls, authority = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
        context = ssl.create_default_context(cafile=authority)

        def cleartext():
          return poplib.POP3('localhost', plain, timeout=60)

        def upgraded():
          c = cleartext()
          c.stls(context)
          return c

        def encrypted():
          return poplib.POP3_SSL('localhost', tls, timeout=60, context=context)

        def by_password(c, password):
          c.user('harish')
          c.pass_(password)

        def by_digest(c, password):
          c.apop('harish', password)

        for connect in cleartext, upgraded, encrypted:
          for login in by_password, by_digest:
            c = connect()
            try:
              login(c, 'fruit')
              print('logged in by a wrong password')
            except poplib.error_proto as refused:
              print(refused)
            login(c, 'vegetables')
            print(connect.__name__, login.__name__, c.retr(1)[1][-1])
            c.quit()
        print(sorted(cleartext().capa())[-5:], 'STLS' in upgraded().capa())
        """;
    Result result =
        users.run(
            script,
            List.of("python3", "-"),
            Integer.toString(users.port()),
            Integer.toString(users.tlsPort()),
            users.file("authority.pem").toString());

    StringBuilder expected = new StringBuilder();
    for (String connection : List.of("cleartext", "upgraded", "encrypted")) {
      for (String login : List.of("by_password", "by_digest")) {
        expected.append("b'-ERR [AUTH] authentication failed'\n");
        expected.append(connection + " " + login + " b'" + Mailbox.WORDS + "'\n");
      }
    }
    assertThat(result.text())
        .isEqualTo(expected + "['STLS', 'TOP', 'UIDL', 'USER', 'UTF8'] False\n");
  }
}
