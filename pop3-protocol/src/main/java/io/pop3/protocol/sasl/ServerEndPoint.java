package io.pop3.protocol.sasl;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;

/**
 * The data of {@link ChannelBindingType#TLS_SERVER_END_POINT}: RFC 5929 section 4.1. Stateless;
 * safe for several threads.
 */
public final class ServerEndPoint {

  private static final String PSS = "RSASSA-PSS";

  private ServerEndPoint() {}

  /**
   * Digests the certificate that the server showed, with the hash function of the certificate's own
   * signature; SHA-256 takes the place of MD5 and SHA-1 (5929-EP-1, 5929-EP-2).
   *
   * @param certificate the server's own certificate, as sent
   * @return the digest; nothing if the signature has no hash function, such as that of Ed25519, or
   *     more than one (5929-EP-3, decision A-45)
   */
  public static Optional<byte[]> of(X509Certificate certificate) {
    return hashOfSignature(certificate).flatMap(hash -> digest(hash, certificate));
  }

  private static Optional<String> hashOfSignature(X509Certificate certificate) {
    String algorithm = certificate.getSigAlgName();
    byte[] parameters = certificate.getSigAlgParams();
    if (algorithm.equals(PSS)) {
      return parameters == null ? Optional.empty() : hashOfPss(parameters);
    }
    String upper = algorithm.toUpperCase(Locale.ROOT);
    int with = upper.indexOf("WITH");
    if (with <= 0) {
      return Optional.empty();
    }
    String hash = upper.substring(0, with);
    // The JDK writes SHA256withRSA for what MessageDigest knows as SHA-256; SHA3-256 it writes
    // alike.
    return Optional.of(
        hash.startsWith("SHA") && hash.indexOf('-') < 0 ? "SHA-" + hash.substring(3) : hash);
  }

  private static Optional<String> hashOfPss(byte[] encodedParameters) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
      parameters.init(encodedParameters);
      PSSParameterSpec pss = parameters.getParameterSpec(PSSParameterSpec.class);
      String hash = pss.getDigestAlgorithm();
      boolean single =
          pss.getMGFParameters() instanceof MGF1ParameterSpec mask
              && mask.getDigestAlgorithm().equals(hash);
      return single ? Optional.of(hash) : Optional.empty();
    } catch (GeneralSecurityException | IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> digest(String signatureHash, X509Certificate certificate) {
    boolean weak = signatureHash.equals("MD5") || signatureHash.equals("SHA-1");
    try {
      MessageDigest digest = MessageDigest.getInstance(weak ? "SHA-256" : signatureHash);
      return Optional.of(digest.digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      return Optional.empty();
    }
  }
}
