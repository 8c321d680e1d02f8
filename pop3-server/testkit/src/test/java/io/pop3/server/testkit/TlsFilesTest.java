package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.pop3.server.Pop3Server;
import io.pop3.server.ServerStartException;
import io.pop3.server.options.CertificateFiles;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.server.options.TlsOptions;
import io.pop3.server.testkit.TestCertificates.Kind;
import io.pop3.spi.testkit.InMemoryAuthenticationBackend;
import io.pop3.spi.testkit.InMemoryMaildropStore;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators bring along, and what is said when it does not fit. */
class TlsFilesTest {

  @TempDir private Path directory;
  private TestCertificates authority;

  @RegisterExtension
  final CapturedLog log = CapturedLog.of("io.pop3.server.internal.netty.TlsContexts", Level.INFO);

  @BeforeEach
  void makeAuthority() {
    authority = TestCertificates.in(directory);
  }

  private Pop3Server server(TlsOptions tls) {
    return Pop3Server.builder()
        .authentication(InMemoryAuthenticationBackend.builder().user("a", "b").build())
        .maildrops(new InMemoryMaildropStore())
        .options(Pop3ServerOptions.defaults().withTls(tls))
        .listenTls("127.0.0.1", 0)
        .build();
  }

  private void assertStarts(Path chain, Path key) {
    try (Pop3Server server = server(TlsOptions.of(chain, key)).start();
        WireClient client =
            WireClient.connect(server.boundAddresses().get(0))
                .startTls(authority.context(), "localhost")) {
      assertThat(client.line()).startsWith("+OK");
    }
  }

  private void assertRefused(Path chain, Path key, String message) {
    try (Pop3Server server = server(TlsOptions.of(chain, key))) {
      assertThatThrownBy(server::start)
          .isInstanceOf(ServerStartException.class)
          .hasMessageStartingWith("TLS: ")
          .hasMessageContaining(message);
    }
  }

  private static PrivateKey read(Kind kind, Path file)
      throws IOException, GeneralSecurityException {
    String base64 = Files.readString(file).replaceAll("-----[^-]*-----|\\s", "");
    return KeyFactory.getInstance(kind.name())
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private Path write(PemObject... blocks) throws IOException {
    Path file = directory.resolve("older.key");
    try (PemWriter writer = new PemWriter(Files.newBufferedWriter(file))) {
      for (PemObject block : blocks) {
        writer.writeObject(block);
      }
    }
    return file;
  }

  /** PKCS #1, as older tools write it; PKCS #8 is what the other tests use. */
  @Test
  void rsaKeyOfTheOlderFormWorks() throws IOException, GeneralSecurityException {
    CertificateFiles files = authority.server("server", Kind.RSA, "localhost");
    byte[] pkcs8 = read(Kind.RSA, files.key()).getEncoded();
    byte[] pkcs1 =
        PrivateKeyInfo.getInstance(pkcs8).parsePrivateKey().toASN1Primitive().getEncoded();
    assertStarts(files.chain(), write(new PemObject("RSA PRIVATE KEY", pkcs1)));
  }

  /** SEC 1, as older tools write it, with the curve inside or beside. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ecKeyOfTheOlderFormWorks(boolean curveInside) throws IOException, GeneralSecurityException {
    CertificateFiles files = authority.server("server", Kind.EC, "localhost");
    BigInteger secret = ((java.security.interfaces.ECPrivateKey) read(Kind.EC, files.key())).getS();
    ECPrivateKey sec1 =
        curveInside
            ? new ECPrivateKey(256, secret, SECObjectIdentifiers.secp256r1)
            : new ECPrivateKey(256, secret);
    assertStarts(
        files.chain(),
        write(
            new PemObject("EC PARAMETERS", SECObjectIdentifiers.secp256r1.getEncoded()),
            new PemObject("EC PRIVATE KEY", sec1.getEncoded())));
  }

  @Test
  void certificateAndKeyMayShareAFile() throws IOException {
    CertificateFiles files = authority.server("server", Kind.EC, "localhost");
    Path both = directory.resolve("both.pem");
    Files.writeString(
        both,
        "Bag attributes and other words\n"
            + Files.readString(files.chain())
            + Files.readString(authority.authority())
            + Files.readString(files.key()).replace("\n", "\r\n"));
    assertStarts(both, both);
  }

  @Test
  void keyOfAnotherCertificateIsRefusedNamingBoth() {
    CertificateFiles one = authority.server("one", Kind.EC, "localhost");
    CertificateFiles other = authority.server("other", Kind.EC, "localhost");
    CertificateFiles rsa = authority.server("rsa", Kind.RSA, "localhost");
    assertRefused(
        one.chain(),
        other.key(),
        "certificate "
            + one.chain()
            + " and private key "
            + other.key()
            + ": do not match (expected: the key of this certificate)");
    assertRefused(one.chain(), rsa.key(), "do not match");
  }

  /** The running server says which pair it is, and keeps the old one. */
  @Test
  void pairThatNoLongerMatchesIsToldAndTheOldOneStays() throws IOException {
    CertificateFiles files = authority.server("server", Kind.EC, "localhost");
    CertificateFiles other = authority.server("other", Kind.EC, "localhost");
    try (Pop3Server server = server(TlsOptions.of(files.chain(), files.key())).start()) {
      Certificate before = shown(server);
      Files.copy(other.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
      server.reloadCertificates();
      await()
          .until(
              () ->
                  log.messages().stream()
                      .anyMatch(
                          message ->
                              message.startsWith("TLS: the certificates in use stay: ")
                                  && message.contains(files.chain().toString())
                                  && message.contains(files.key() + ": do not match")));
      assertThat(shown(server)).isEqualTo(before);
    }
  }

  private Certificate shown(Pop3Server server) throws IOException {
    try (WireClient client =
        WireClient.connect(server.boundAddresses().get(0))
            .startTls(authority.context(), "localhost")) {
      return ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void missingFileIsNamed() {
    CertificateFiles files = authority.server("server", Kind.EC, "localhost");
    Path missing = directory.resolve("missing.pem");
    assertRefused(
        missing, files.key(), "certificate: " + missing + " (expected: a file that exists)");
    assertRefused(
        files.chain(), missing, "private key: " + missing + " (expected: a file that exists)");
  }

  @Test
  void swappedFilesAreNamed() {
    CertificateFiles files = authority.server("server", Kind.EC, "localhost");
    assertRefused(
        files.key(),
        files.chain(),
        "certificate: " + files.key() + " (expected: a PEM block CERTIFICATE)");
  }

  @Test
  void encryptedKeyIsRefused() throws IOException {
    CertificateFiles files = authority.server("server", Kind.EC, "localhost");
    Path key = directory.resolve("encrypted.key");
    Files.writeString(key, Files.readString(files.key()).replace("PRIVATE", "ENCRYPTED PRIVATE"));
    assertRefused(
        files.chain(), key, "private key: " + key + " is encrypted (expected: a key that is not)");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    TlsOptions options =
        TlsOptions.of(one, one)
            .withCertificates(
                List.of(new CertificateFiles(one, one), new CertificateFiles(two, two)));
    try (Pop3Server server = server(options)) {
      assertThatThrownBy(server::start)
          .hasMessageContaining(one.toString())
          .hasMessageContaining(two.toString());
    }
  }
}
