package io.pop3.server.internal.tls;

import io.pop3.server.options.CertificateFiles;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A certificate that the server can prove to own, and the names it is good for.
 *
 * @param chain the certificate, then those that lead from it towards a trusted one
 * @param key its private key
 * @param names DNS names in lower case, perhaps with {@code *} as first label
 */
record Identity(List<X509Certificate> chain, PrivateKey key, List<String> names) {

  private static final int DNS_NAME = 2;

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

  /** {@code RSA} or {@code EC}. */
  String keyType() {
    return key.getAlgorithm();
  }

  /** Shows nothing of the key. */
  @Override
  public String toString() {
    return "Identity[" + keyType() + " " + names + "]";
  }
}
