package io.pop3.server.internal.tls;

import io.pop3.server.options.CertificateFiles;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A certificate that the server can prove to own, and the names it is good for.
 *
 * @param chain the certificate, then those that lead from it towards a trusted one
 * @param key its private key
 * @param names DNS names in lower case, perhaps with {@code *} as first label
 */
public record Identity(List<X509Certificate> chain, PrivateKey key, List<String> names) {

  private static final int DNS_NAME = 2;
  private static final int ECDSA_SECP256R1_SHA256 = 0x0403;
  private static final int ECDSA_SECP384R1_SHA384 = 0x0503;
  private static final int ECDSA_SECP521R1_SHA512 = 0x0603;

  /** TLS_ECDHE_ECDSA_WITH_... AES_128_GCM, AES_256_GCM, CHACHA20_POLY1305. */
  private static final Set<Integer> ECDSA_SUITES = Set.of(0xC02B, 0xC02C, 0xCCA9);

  static Identity load(CertificateFiles files) throws TlsFileException {
    List<X509Certificate> chain = PemFile.read("certificate", files.chain()).certificates();
    PrivateKey key = PemFile.read("private key", files.key()).privateKey();
    if (!isPair(chain.get(0).getPublicKey(), key)) {
      throw new TlsFileException(
          "certificate "
              + files.chain()
              + " and private key "
              + files.key()
              + ": do not match (expected: the key of this certificate)");
    }
    return new Identity(chain, key, names(chain.get(0), files));
  }

  private static boolean isPair(PublicKey publicKey, PrivateKey privateKey) {
    if (!publicKey.getAlgorithm().equals(privateKey.getAlgorithm())) {
      return false;
    }
    try {
      Signature signature =
          Signature.getInstance(
              privateKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
      signature.initSign(privateKey);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      return signature.verify(signed);
    } catch (GeneralSecurityException unfit) {
      return false;
    }
  }

  private static List<String> names(X509Certificate certificate, CertificateFiles files)
      throws TlsFileException {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> alternative : alternatives) {
          if (alternative.get(0).equals(DNS_NAME)) {
            names.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
          }
        }
      }
    } catch (CertificateParsingException malformed) {
      throw new TlsFileException(
          "certificate: " + files.chain() + " (expected: well-formed alternative names)",
          malformed);
    }
    return List.copyOf(names);
  }

  /** Whether the certificate is good for a host name in lower case. */
  boolean isFor(String host) {
    int dot = host.indexOf('.');
    return names.contains(host) || (dot > 0 && names.contains("*" + host.substring(dot)));
  }

  boolean isEcdsa() {
    return key instanceof ECKey;
  }

  /** Whether a client understands the signatures of an ECDSA key, and the cipher suites. */
  boolean isUnderstoodBy(ClientHello hello) {
    if (!(key instanceof ECKey ec)) {
      return true;
    }
    int bits = ec.getParams().getCurve().getField().getFieldSize();
    int scheme =
        switch (bits) {
          case 256 -> ECDSA_SECP256R1_SHA256;
          case 384 -> ECDSA_SECP384R1_SHA384;
          default -> ECDSA_SECP521R1_SHA512;
        };
    return hello.signatures().contains(scheme)
        && (hello.tls13() || ECDSA_SUITES.stream().anyMatch(hello.cipherSuites()::contains));
  }

  /** Shows nothing of the key. */
  @Override
  public String toString() {
    return "Identity[" + key.getAlgorithm() + " " + names + "]";
  }
}
