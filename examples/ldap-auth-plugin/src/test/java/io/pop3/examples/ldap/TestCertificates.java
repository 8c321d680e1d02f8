package io.pop3.examples.ldap;

import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.cert.ManageCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates that servers of these tests sign for themselves. */
final class TestCertificates {

  private static final String ALIAS = "directory";
  private static final String STORE_PASSWORD = "for a test";
  private static final TestCertificates TRUSTED = new TestCertificates("localhost");

  private final SSLContext server;
  private final Path file;

  /** Makes a certificate for a host. */
  TestCertificates(String host) {
    try {
      KeyStore store = keyStore(host);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, STORE_PASSWORD.toCharArray());
      server = SSLContext.getInstance("TLS");
      server.init(keys.getKeyManagers(), null, null);
      file = Files.createTempFile("trusted", ".pem");
      file.toFile().deleteOnExit();
      Files.writeString(file, pem(store.getCertificate(ALIAS).getEncoded()));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What servers of most tests show: for {@code localhost}. */
  static TestCertificates trusted() {
    return TRUSTED;
  }

  /** For a server that shows this certificate. */
  SSLContext server() {
    return server;
  }

  /** The certificate for those who are to trust it, in PEM. */
  Path file() {
    return file;
  }

  private static KeyStore keyStore(String host) throws IOException, GeneralSecurityException {
    Path folder = Files.createTempDirectory("certificate");
    Path keys = folder.resolve("store.p12");
    try {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      ResultCode result =
          ManageCertificates.main(
              InputStream.nullInputStream(),
              output,
              output,
              "generate-self-signed-certificate",
              "--keystore",
              keys.toString(),
              "--keystore-type",
              "PKCS12",
              "--keystore-password",
              STORE_PASSWORD,
              "--alias",
              ALIAS,
              "--subject-dn",
              "CN=directory",
              "--subject-alternative-name-dns",
              host,
              "--days-valid",
              "2");
      if (!result.equals(ResultCode.SUCCESS)) {
        throw new IOException(output.toString(StandardCharsets.UTF_8));
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(keys)) {
        store.load(in, STORE_PASSWORD.toCharArray());
      }
      return store;
    } finally {
      Files.deleteIfExists(keys);
      Files.delete(folder);
    }
  }

  private static String pem(byte[] certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
        + "\n-----END CERTIFICATE-----\n";
  }
}
