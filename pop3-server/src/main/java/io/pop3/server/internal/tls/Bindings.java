package io.pop3.server.internal.tls;

import io.pop3.protocol.sasl.ChannelBindingType;
import io.pop3.protocol.sasl.ChannelBindings;
import io.pop3.protocol.sasl.ServerEndPoint;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What logins of a TLS connection can be bound to, and who the client is.
 *
 * <p>TLS 1.3 alone: no TLS implementation here tells whether a TLS 1.2 handshake had an extended
 * master secret, without which binding is not safe. The exporter exists from JDK 25 on, for the
 * JDK's own TLS; elsewhere the server's certificate is what there is to bind to.
 */
public final class Bindings {

  private static final Optional<Method> EXPORTER = exporter();

  private Bindings() {}

  private static Optional<Method> exporter() {
    try {
      return Optional.of(
          ExtendedSSLSession.class.getMethod(
              "exportKeyingMaterialData", String.class, byte[].class, int.class));
    } catch (NoSuchMethodException olderJdk) {
      return Optional.empty();
    }
  }

  /**
   * What a connection can be bound to.
   *
   * @param session the session after its handshake
   * @return what could be computed
   */
  public static ChannelBindings of(SSLSession session) {
    if (!session.getProtocol().equals("TLSv1.3")) {
      return ChannelBindings.NONE;
    }
    Map<ChannelBindingType, byte[]> computed = new EnumMap<>(ChannelBindingType.class);
    export(session).ifPresent(octets -> computed.put(ChannelBindingType.TLS_EXPORTER, octets));
    Certificate[] local = session.getLocalCertificates();
    if (local != null && local.length > 0 && local[0] instanceof X509Certificate own) {
      ServerEndPoint.of(own)
          .ifPresent(octets -> computed.put(ChannelBindingType.TLS_SERVER_END_POINT, octets));
    }
    return ChannelBindings.ofTls13(computed);
  }

  private static Optional<byte[]> export(SSLSession session) {
    if (EXPORTER.isEmpty() || !(session instanceof ExtendedSSLSession)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          (byte[])
              EXPORTER
                  .get()
                  .invoke(
                      session,
                      ChannelBindingType.EXPORTER_LABEL,
                      new byte[0],
                      ChannelBindingType.EXPORTER_OCTETS));
    } catch (InvocationTargetException | IllegalAccessException unsupported) {
      // A session of another implementation: it inherits a method that only throws.
      return Optional.empty();
    }
  }

  /**
   * Who the client is.
   *
   * @param session the session after its handshake
   * @return its certificates, verified; empty if it showed none
   */
  public static List<X509Certificate> clientChain(SSLSession session) {
    try {
      return Arrays.stream(session.getPeerCertificates()).map(X509Certificate.class::cast).toList();
    } catch (SSLPeerUnverifiedException none) {
      return List.of();
    }
  }
}
