package io.pop3.conformance.toy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates that toy servers sign for themselves, one for each kind of key. */
final class ToyCertificate {

  private static final Map<ToyKey, ToyCertificate> CACHE = new ConcurrentHashMap<>();
  private static final String STORE_PASSWORD = "toy-store";

  private final SSLContext context;
  private final X509Certificate certificate;

  private ToyCertificate(SSLContext context, X509Certificate certificate) {
    this.context = context;
    this.certificate = certificate;
  }

  static ToyCertificate of(ToyKey key) {
    return CACHE.computeIfAbsent(key, ToyCertificate::make);
  }

  SSLContext context() {
    return context;
  }

  X509Certificate certificate() {
    return certificate;
  }

  private static ToyCertificate make(ToyKey key) {
    try {
      KeyStore store = keyStore(key);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, STORE_PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return new ToyCertificate(context, (X509Certificate) store.getCertificate("toy"));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore keyStore(ToyKey key) throws GeneralSecurityException, IOException {
    Path folder = Files.createTempDirectory("toy-certificate");
    Path file = folder.resolve("store.p12");
    try {
      generate(key, file);
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, STORE_PASSWORD.toCharArray());
      }
      return store;
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  /** The platform has no public way to make a certificate, but a tool for it. */
  private static void generate(ToyKey key, Path file) throws IOException {
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "toy",
                    "-keyalg",
                    key == ToyKey.CURVE ? "EC" : "RSA",
                    "-keysize",
                    key == ToyKey.CURVE ? "256" : "1024",
                    "-sigalg",
                    key == ToyKey.CURVE ? "SHA256withECDSA" : "SHA256withRSA",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=dns:localhost",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    STORE_PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool: exit status " + keytool.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
