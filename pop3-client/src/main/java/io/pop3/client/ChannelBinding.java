package io.pop3.client;

import io.pop3.protocol.sasl.ChannelBindingType;
import io.pop3.protocol.sasl.ChannelBindings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;

/**
 * What of a TLS connection a login can be bound to. The JDK exports keying material since
 * version 25; before, and on TLS 1.2, where it does not tell whether the session hash is in use,
 * this client counts as unable to bind. A digest of the certificate alone is not offered: servers
 * that bind want the exporter.
 */
final class ChannelBinding {

  private static final Optional<Method> EXPORTER = exporter();

  private ChannelBinding() {}

  /** Whether this JDK can bind at all. */
  static boolean isPossible() {
    return EXPORTER.isPresent();
  }

  static ChannelBindings of(SSLSession session) {
    if (EXPORTER.isEmpty()
        || !session.getProtocol().equals("TLSv1.3")
        || !(session instanceof ExtendedSSLSession extended)) {
      return ChannelBindings.NONE;
    }
    try {
      Object material =
          EXPORTER
              .get()
              .invoke(
                  extended,
                  ChannelBindingType.EXPORTER_LABEL,
                  new byte[0],
                  ChannelBindingType.EXPORTER_OCTETS);
      return ChannelBindings.ofTls13(Map.of(ChannelBindingType.TLS_EXPORTER, (byte[]) material));
    } catch (IllegalAccessException | InvocationTargetException e) {
      // A provider without the operation: a login without binding is what it leaves.
      return ChannelBindings.NONE;
    }
  }

  private static Optional<Method> exporter() {
    try {
      return Optional.of(
          ExtendedSSLSession.class.getMethod(
              "exportKeyingMaterialData", String.class, byte[].class, int.class));
    } catch (NoSuchMethodException beforeVersion25) {
      return Optional.empty();
    }
  }
}
