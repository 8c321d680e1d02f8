package io.pop3.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key on P-256 with a certificate for localhost that it signed itself: of use to whoever can read
 * the file that has it, and to nobody else. Made by the {@code keytool} of the Java at hand.
 */
final class DemoCertificate {

  /** Protects nothing: the store goes as soon as it was read. */
  private static final String PASSWORD = "demonstration";

  private static final String ALIAS = "demo";
  private static final int LINE_OCTETS = 64;
  private static final Base64.Encoder BASE64 =
      Base64.getMimeEncoder(LINE_OCTETS, "\n".getBytes(StandardCharsets.US_ASCII));

  private DemoCertificate() {}

  /** Whether this Java has what it takes. */
  static boolean isPossible() {
    return Files.isExecutable(keytool());
  }

  private static Path keytool() {
    return Path.of(System.getProperty("java.home"), "bin", "keytool");
  }

  /**
   * Makes both.
   *
   * @param certificate where the certificate goes, as PEM
   * @param key where its key goes, as PEM
   */
  static void write(Path certificate, Path key) throws IOException {
    Path store = key.resolveSibling("demo.p12");
    generate(store);
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore made = KeyStore.getInstance("PKCS12");
      made.load(in, PASSWORD.toCharArray());
      pem(certificate, "CERTIFICATE", made.getCertificate(ALIAS).getEncoded());
      pem(key, "PRIVATE KEY", made.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IOException("certificate for the demonstration: can't be read", e);
    } finally {
      Files.delete(store);
    }
  }

  /** Makes sockets for clients that trust a certificate. */
  static SSLSocketFactory trusting(Path certificate) throws IOException {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          ALIAS, CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("certificate for the demonstration: can't be trusted", e);
    }
  }

  private static void generate(Path store) throws IOException {
    Process keytool =
        new ProcessBuilder(
                keytool().toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!Files.exists(store)) {
      throw new IOException("certificate for the demonstration: " + said);
    }
  }

  private static void pem(Path file, String label, byte[] content) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN "
            + label
            + "-----\n"
            + BASE64.encodeToString(content)
            + "\n-----END "
            + label
            + "-----\n");
  }
}
