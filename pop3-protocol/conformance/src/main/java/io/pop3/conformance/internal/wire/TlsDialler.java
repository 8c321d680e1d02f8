package io.pop3.conformance.internal.wire;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * How to start TLS as a client.
 *
 * @param context holds what to trust
 * @param host the server's name, for SNI and for the certificate
 * @param port the server's port
 * @param verifyName whether the certificate must be for {@code host}
 * @param protocols the application protocols to offer; empty for none
 */
public record TlsDialler(
    SSLContext context, String host, int port, boolean verifyName, List<String> protocols) {

  /** Copies the list. */
  public TlsDialler {
    protocols = List.copyOf(protocols);
  }

  /** The same, but offering these application protocols. */
  public TlsDialler offering(String... names) {
    return new TlsDialler(context, host, port, verifyName, List.of(names));
  }

  SSLSocket handshake(Socket tcp) throws IOException {
    SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(tcp, host, port, true);
    SSLParameters parameters = tls.getSSLParameters();
    if (verifyName) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (!protocols.isEmpty()) {
      parameters.setApplicationProtocols(protocols.toArray(String[]::new));
    }
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }
}
