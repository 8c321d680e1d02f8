package io.pop3.client;

import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Puts TLS over a connected socket and proves the server's name before anything is said over it
 * TLS 1.2 and 1.3 only, with forward secrecy and authenticated encryption only; SNI; ALPN
 * {@code pop3} offered, not demanded. A handshake that fails is not repeated in a weaker way
 * (ledger 9325-VER-4).
 */
final class TlsLayer {

  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
  private static final String APPLICATION_PROTOCOL = "pop3";

  private TlsLayer() {}

  /**
   * Shakes hands.
   *
   * @param socket connected; nothing may wait in it that is not TLS
   * @throws TlsException if the server's name is not proven
   * @throws IOException if the handshake fails otherwise
   */
  static SSLSocket over(Socket socket, ClientOptions options) throws IOException {
    ServerIdentity identity = ServerIdentity.of(options.serverName());
    SSLContext context = context(options);
    SSLSocket tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(socket, identity.toString(), options.port(), true);
    tls.setSSLParameters(parameters(tls, identity));
    tls.startHandshake();
    try {
      checkPeer(tls, identity);
    } catch (TlsException e) {
      tls.close();
      throw e;
    }
    return tls;
  }

  private static void checkPeer(SSLSocket tls, ServerIdentity identity) throws IOException {
    if (!(tls.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate)) {
      throw new TlsException("certificate of the server: no X.509 certificate");
    }
    identity.check(certificate);
  }

  private static SSLContext context(ClientOptions options) throws TlsException {
    try {
      return options.tlsContext().isPresent()
          ? options.tlsContext().get()
          : SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new TlsException("TLS: this JVM has no default context", e);
    }
  }

  private static SSLParameters parameters(SSLSocket tls, ServerIdentity identity) {
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(PROTOCOLS.toArray(String[]::new));
    parameters.setCipherSuites(
        cipherSuites(Arrays.stream(parameters.getCipherSuites())).toArray(String[]::new));
    parameters.setApplicationProtocols(new String[] {APPLICATION_PROTOCOL});
    identity
        .hostName()
        .ifPresent(name -> parameters.setServerNames(List.of(new SNIHostName(name))));
    // The identity is checked by our own, stricter rules, once the chain has proved good.
    parameters.setEndpointIdentificationAlgorithm("");
    return parameters;
  }

  /**
   * Those with ephemeral keys and authenticated encryption, in the JDK's order (ledger 9325-CIPH-1
   * to -3).
   */
  static Stream<String> cipherSuites(Stream<String> enabled) {
    return enabled.filter(
        suite ->
            suite.startsWith("TLS_AES_")
                || suite.startsWith("TLS_CHACHA20_")
                || (suite.startsWith("TLS_ECDHE_")
                    && (suite.contains("_GCM_") || suite.contains("_CHACHA20_"))));
  }
}
