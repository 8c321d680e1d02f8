package io.pop3.house;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.house.Pop3dProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What openssl, testssl.sh, nmap and netcat find out about the packaged server's TLS. */
@Tag(Programs.TAG)
class TlsScanIT {

  private static final Pattern FINDING =
      Pattern.compile(
          "\"id\"\\s*:\\s*\"([^\"]*)\".*?\"severity\"\\s*:\\s*\"([^\"]*)\".*?\"finding\"\\s*:\\s*\"([^\"]*)\"",
          Pattern.DOTALL);

  /** BoringSSL, where the platform has it. */
  @Nested
  class WithTheFastest extends Scan {
    WithTheFastest() {
      super("fastest");
    }

    /** Nothing below TLS 1.2, no weak cipher suite, and the known holes are shut. */
    @Test
    void testsslFindsNothingBehindStls() throws Exception {
      Path report = mailbox().file("testssl.json");
      mailbox()
          .run(
              "",
              List.of("testssl", "--quiet", "--color", "0", "--warnings", "off", "--ip", "one"),
              "--protocols",
              "--std",
              "--renegotiation",
              "--heartbleed",
              "--ccs-injection",
              "--jsonfile",
              report.toString(),
              "--starttls",
              "pop3",
              "localhost:" + mailbox().port());

      Map<String, String> findings = new TreeMap<>();
      Map<String, String> severities = new TreeMap<>();
      FINDING
          .matcher(Files.readString(report))
          .results()
          .forEach(
              found -> {
                findings.put(found.group(1), found.group(3));
                severities.put(found.group(1), found.group(2));
              });
      for (String refused :
          List.of(
              "SSLv2",
              "SSLv3",
              "TLS1",
              "TLS1_1",
              "cipherlist_NULL",
              "cipherlist_aNULL",
              "cipherlist_EXPORT",
              "cipherlist_LOW",
              "cipherlist_3DES_IDEA",
              "cipherlist_AVERAGE")) {
        assertThat(findings).containsEntry(refused, "not offered");
      }
      assertThat(findings)
          .containsEntry("TLS1_2", "offered")
          .containsEntry("cipherlist_STRONG", "offered")
          .containsEntry("CCS", "not vulnerable")
          .containsEntry("secure_renego", "supported")
          .containsEntry("secure_client_renego", "not vulnerable");
      assertThat(findings.get("TLS1_3")).startsWith("offered");
      assertThat(findings.get("heartbleed")).startsWith("not vulnerable");
      assertThat(severities).doesNotContainValue("FATAL").doesNotContainValue("CRITICAL");
    }
  }

  /** What the others fall back to. */
  @Nested
  class WithTheJdk extends Scan {
    WithTheJdk() {
      super("jdk");
    }
  }

  /** A scan of one server. */
  @TestInstance(Lifecycle.PER_CLASS)
  abstract static class Scan {

    private final String implementation;
    private Mailbox mailbox;

    Scan(String implementation) {
      this.implementation = implementation;
    }

    @BeforeAll
    void serve(@TempDir Path directory) throws Exception {
      Programs.require("openssl", "testssl", "nmap", "nc");
      mailbox = Mailbox.withUsersFile(directory, "tls.implementation = " + implementation);
    }

    @AfterAll
    void stop() throws IOException {
      if (mailbox != null) {
        mailbox.close();
      }
    }

    final Mailbox mailbox() {
      return mailbox;
    }

    // ---- openssl

    /** Both ways into TLS. */
    private Stream<List<String>> ways() {
      return Stream.of(
          List.of("-connect", "localhost:" + mailbox.tlsPort()),
          List.of("-connect", "localhost:" + mailbox.port(), "-starttls", "pop3"));
    }

    private List<String> client(List<String> way) {
      List<String> command = new ArrayList<>(List.of("openssl", "s_client"));
      command.addAll(way);
      command.addAll(
          List.of(
              "-CAfile",
              mailbox.file("authority.pem").toString(),
              "-verify_return_error",
              "-verify_hostname",
              "localhost"));
      return command;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void currentProtocolsAreSpoken(List<String> way) throws Exception {
      for (String protocol : List.of("1_2", "1_3")) {
        Result result =
            mailbox.run("QUIT\r\n", client(way), "-tls" + protocol, "-alpn", "pop3", "-ign_eof");

        assertThat(result.text())
            .contains("New, TLSv" + protocol.replace('_', '.') + ", Cipher is ")
            .contains("ALPN protocol: pop3\n", "Verify return code: 0 (ok)", "+OK bye")
            .doesNotContain("Early data was accepted");
        assertThat(result.status()).isZero();
      }
    }

    /** Level 0, or openssl itself would not try. */
    @ParameterizedTest
    @MethodSource("ways")
    void oldProtocolsAreRefused(List<String> way) throws Exception {
      for (String protocol : List.of("-tls1", "-tls1_1")) {
        Result result =
            mailbox.run("QUIT\r\n", client(way), protocol, "-cipher", "ALL:@SECLEVEL=0");

        assertThat(result.text())
            .contains("alert protocol version", "Cipher is (NONE)")
            .doesNotContain("+OK bye");
        assertThat(result.status()).isNotZero();
      }
    }

    /** The program ends by itself only if the server will have none of it. */
    @ParameterizedTest
    @MethodSource("ways")
    void renegotiationIsRefused(List<String> way) throws Exception {
      List<String> command = client(way);
      command.add("-tls1_2");
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().write("R\n".getBytes(ISO_8859_1));
      process.getOutputStream().flush();
      String text = new String(process.getInputStream().readAllBytes(), ISO_8859_1);

      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(text)
          .contains("New, TLSv1.2", "RENEGOTIATING")
          .containsPattern("alert (no reneg|internal)");
      assertThat(process.exitValue()).isNotZero();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void sessionsAreResumed(List<String> way) throws Exception {
      for (String protocol : List.of("-tls1_2", "-tls1_3")) {
        String file = mailbox.file("session").toString();
        Result fresh =
            mailbox.run("QUIT\r\n", client(way), protocol, "-ign_eof", "-sess_out", file);
        Result resumed =
            mailbox.run("QUIT\r\n", client(way), protocol, "-ign_eof", "-sess_in", file);

        assertThat(fresh.text()).contains("New, TLSv1", "+OK bye");
        assertThat(resumed.text())
            .contains("Reused, TLSv1", "+OK bye")
            .doesNotContain("New, TLSv1");
      }
    }

    // ---- nmap and netcat

    @Test
    void nmapFindsNothingWeakUnderTls() throws Exception {
      String found = nmap(mailbox.tlsPort(), "+ssl-enum-ciphers,+pop3-capabilities");

      assertThat(found)
          .contains("TLSv1.2:", "TLSv1.3:", "least strength: A")
          .doesNotContain("SSLv3", "TLSv1.0", "TLSv1.1", "CBC", "warnings:");
      assertThat(found)
          .containsPattern("pop3-capabilities:.*SASL\\([^)]*SCRAM-SHA-256 [^)]*PLAIN")
          .doesNotContain("STLS");
    }

    @Test
    void nmapSeesWhatIsOfferedInTheClear() throws Exception {
      assertThat(nmap(mailbox.port(), "+pop3-capabilities"))
          .containsPattern("pop3-capabilities:.*SASL\\([^)]*SCRAM-SHA-256 ")
          .containsPattern("pop3-capabilities:.*\\bSTLS\\b")
          .containsPattern("pop3-capabilities:.*\\bAPOP\\b")
          .doesNotContain("-PLUS", "EXTERNAL", "OAUTHBEARER");
    }

    private String nmap(int port, String scripts) throws Exception {
      return mailbox
          .run(
              "",
              List.of("nmap", "-Pn", "-p", Integer.toString(port)),
              "--script",
              scripts,
              "127.0.0.1")
          .text();
    }

    /** What is sent before the handshake is neither done nor kept for later. */
    @ParameterizedTest
    @ValueSource(strings = {"CAPA\r\n", "USER harish\r\nPASS vegetables\r\n", "x"})
    void netcatSmugglesNothingBehindStls(String smuggled) throws Exception {
      Result result =
          mailbox.run(
              "STLS\r\n" + smuggled,
              List.of("nc", "-w", "60"),
              "127.0.0.1",
              Integer.toString(mailbox.port()));

      assertThat(result.text().lines().skip(1)).containsExactly("-ERR data after STLS");
    }
  }
}
