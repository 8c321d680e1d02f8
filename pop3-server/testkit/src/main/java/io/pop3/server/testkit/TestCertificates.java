package io.pop3.server.testkit;

import io.pop3.server.options.CertificateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority that issues certificates for tests, as PEM files in a directory. Nobody else trusts
 * it, and its keys are not kept secret. Not safe for several threads.
 */
public final class TestCertificates {

  /** Kinds of keys. */
  public enum Kind {
    /** RSA with 2048 bits. */
    RSA("RSA", 2048, "SHA256withRSA"),
    /** The curve P-256. */
    EC("EC", 256, "SHA256withECDSA");

    private final String algorithm;
    private final int bits;
    private final String signature;

    Kind(String algorithm, int bits, String signature) {
      this.algorithm = algorithm;
      this.bits = bits;
      this.signature = signature;
    }
  }

  private static final char[] NO_PASSWORD = {};
  private static final int LINE = 64;

  private final Path directory;
  private final KeyPair authorityKey = newKey(Kind.EC);
  private final X509Certificate authority;
  private long serial = 1;

  private TestCertificates(Path directory) {
    this.directory = directory;
    this.authority = issue("authority", authorityKey, List.of(), true);
    write("authority.pem", "CERTIFICATE", List.of(encoded(authority)));
  }

  /**
   * A new authority.
   *
   * @param directory where its files go
   * @return the authority
   */
  public static TestCertificates in(Path directory) {
    return new TestCertificates(directory);
  }

  /** One for all, since it takes long to find. */
  private static final class RsaKey {
    private static final KeyPair ONLY = newKey(Kind.RSA);

    private RsaKey() {}
  }

  private static KeyPair newKey(Kind kind) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm);
      generator.initialize(kind.bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private X509Certificate issue(String name, KeyPair key, List<String> hosts, boolean isAuthority) {
    try {
      Instant now = Instant.now();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=authority"),
              BigInteger.valueOf(serial++),
              Date.from(now.minus(1, ChronoUnit.DAYS)),
              Date.from(now.plus(10, ChronoUnit.DAYS)),
              new X500Name("CN=" + name),
              key.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
      if (!hosts.isEmpty()) {
        GeneralName[] names =
            hosts.stream()
                .map(host -> new GeneralName(GeneralName.dNSName, host))
                .toArray(GeneralName[]::new);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder(Kind.EC.signature).build(authorityKey.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] encoded(Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Path write(String name, String label, List<byte[]> blocks) {
    Base64.Encoder encoder = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
    List<String> text = new ArrayList<>();
    for (byte[] der : blocks) {
      text.add("-----BEGIN " + label + "-----");
      text.add(encoder.encodeToString(der));
      text.add("-----END " + label + "-----");
    }
    try {
      return Files.write(directory.resolve(name), text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Issues a certificate for a server, and writes it and its key. Files of the same name are
   * replaced. All RSA certificates have the same key.
   *
   * @param fileName the beginning of the names of both files
   * @param kind the kind of key
   * @param hosts the host names it is good for
   * @return the files
   */
  public CertificateFiles server(String fileName, Kind kind, String... hosts) {
    KeyPair key = kind == Kind.RSA ? RsaKey.ONLY : newKey(kind);
    X509Certificate certificate = issue(fileName, key, List.of(hosts), false);
    return new CertificateFiles(
        write(fileName + ".pem", "CERTIFICATE", List.of(encoded(certificate))),
        write(fileName + ".key", "PRIVATE KEY", List.of(key.getPrivate().getEncoded())));
  }

  /**
   * The authority's own certificate.
   *
   * @return a PEM file
   */
  public Path authority() {
    return directory.resolve("authority.pem");
  }

  /**
   * A client that can show a certificate of this authority.
   *
   * @param name the common name in it
   * @return the client
   */
  public Client client(String name) {
    KeyPair key = newKey(Kind.EC);
    X509Certificate certificate = issue(name, key, List.of(), false);
    return new Client(certificate, context(Optional.of(key), certificate));
  }

  /**
   * What a client needs to show a certificate.
   *
   * @param certificate the certificate
   * @param context shows it, and trusts servers of this authority
   */
  public record Client(X509Certificate certificate, SSLContext context) {}

  /**
   * A client without a certificate.
   *
   * @return trusts servers of this authority
   */
  public SSLContext context() {
    return context(Optional.empty(), authority);
  }

  private SSLContext context(Optional<KeyPair> key, X509Certificate certificate) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, NO_PASSWORD);
      trusted.setCertificateEntry("authority", authority);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      KeyManager[] own = {};
      if (key.isPresent()) {
        KeyStore mine = KeyStore.getInstance("PKCS12");
        mine.load(null, NO_PASSWORD);
        mine.setKeyEntry(
            "own", key.get().getPrivate(), NO_PASSWORD, new Certificate[] {certificate});
        KeyManagerFactory keys =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(mine, NO_PASSWORD);
        own = keys.getKeyManagers();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
