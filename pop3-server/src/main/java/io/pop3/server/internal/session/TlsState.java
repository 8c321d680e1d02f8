package io.pop3.server.internal.session;

import io.pop3.protocol.sasl.ChannelBindings;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a TLS handshake came to.
 *
 * @param protocol for example {@code TLSv1.3}
 * @param cipherSuite for example {@code TLS_AES_128_GCM_SHA256}
 * @param bindings what logins can be bound to
 * @param clientChain the client's verified certificates; empty if it showed none
 */
public record TlsState(
    String protocol,
    String cipherSuite,
    ChannelBindings bindings,
    List<X509Certificate> clientChain) {

  /** Copies the list. */
  public TlsState {
    clientChain = List.copyOf(clientChain);
  }
}
