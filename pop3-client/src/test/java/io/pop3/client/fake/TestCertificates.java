package io.pop3.client.fake;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
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

/** A certificate authority for one test run, and servers that it vouches for. */
public final class TestCertificates {

  private static final char[] PASSWORD = "irrelevant".toCharArray();

  private final KeyPair authorityKeys = newKeys();
  private final X500Name authorityName = new X500Name("CN=Authority of a test");
  private final X509Certificate authority;

  public TestCertificates() {
    this.authority = issue(authorityName, authorityKeys, 365, true);
  }

  public X509Certificate authority() {
    return authority;
  }

  /** What a client needs to trust this authority. */
  public SSLContext clientContext() {
    return trusting(authority);
  }

  /** What a client needs to trust one certificate. */
  public static SSLContext trusting(X509Certificate certificate) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("trusted", certificate);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A server with a good certificate for these names. */
  public SSLContext serverContext(GeneralName... names) {
    return serverContext("CN=server.example", 30, names);
  }

  /** A server with a certificate that is, or was, good for so many days from 60 days ago on. */
  public SSLContext expiredServerContext(GeneralName... names) {
    return serverContext("CN=server.example", -30, names);
  }

  public SSLContext serverContext(String subject, int daysLeft, GeneralName... names) {
    KeyPair keys = newKeys();
    X509Certificate certificate = issue(new X500Name(subject), keys, daysLeft, false, names);
    return context(keys, certificate, authority);
  }

  /** A server whose certificate nobody vouches for. */
  public static SSLContext selfSignedContext(GeneralName... names) {
    TestCertificates own = new TestCertificates();
    KeyPair keys = newKeys();
    return context(keys, own.issue(new X500Name("CN=server.example"), keys, 30, false, names));
  }

  public X509Certificate certificate(GeneralName... names) {
    return issue(new X500Name("CN=server.example"), newKeys(), 30, false, names);
  }

  public static GeneralName dns(String name) {
    return new GeneralName(GeneralName.dNSName, name);
  }

  public static GeneralName ip(String address) {
    return new GeneralName(GeneralName.iPAddress, address);
  }

  public static GeneralName uri(String uri) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
  }

  /** The loopback address and its usual name. */
  public static GeneralName[] loopback() {
    return new GeneralName[] {
      dns("localhost"), ip(InetAddress.getLoopbackAddress().getHostAddress())
    };
  }

  private static SSLContext context(KeyPair keys, X509Certificate... chain) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server",
          keys.getPrivate(),
          PASSWORD,
          Arrays.copyOf(chain, chain.length, Certificate[].class));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate issue(
      X500Name subject, KeyPair keys, int daysLeft, boolean isAuthority, GeneralName... names) {
    Instant now = Instant.now();
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              authorityName,
              new BigInteger(64, new SecureRandom()).add(BigInteger.ONE),
              Date.from(now.minus(Duration.ofDays(60))),
              Date.from(now.plus(Duration.ofDays(daysLeft))),
              subject,
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
      if (names.length > 0) {
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA")
                      .build(authorityKeys.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
