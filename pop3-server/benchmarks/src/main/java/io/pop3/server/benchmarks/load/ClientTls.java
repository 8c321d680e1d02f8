package io.pop3.server.benchmarks.load;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.internal.tcnative.SSL;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;

/**
 * TLS of the clients: BoringSSL, since the JDK's own would keep the clients busier than a server.
 */
final class ClientTls {

  private static final int CACHED_SESSIONS = 100_000;

  private final SslContext full;
  private final SslContext resuming;

  /**
   * TLS to a server.
   *
   * @param certificate a PEM file with the one certificate to accept
   * @param keyExchange the group to offer for the exchange of keys, and no other: left to
   *     themselves each pair of libraries would agree on another one
   */
  ClientTls(Path certificate, String keyExchange) {
    X509TrustManager trust = new OneCertificate(read(certificate));
    this.full = context(trust, keyExchange, false);
    this.resuming = context(trust, keyExchange, true);
  }

  private static X509Certificate read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException | CertificateException bad) {
      throw new LoadException("certificate: " + file + " (expected: a PEM certificate)", bad);
    }
  }

  private static SslContext context(X509TrustManager trust, String keyExchange, boolean resume) {
    try {
      SslContext context =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.OPENSSL)
              .trustManager(trust)
              .option(OpenSslContextOption.GROUPS, new String[] {keyExchange})
              .endpointIdentificationAlgorithm("")
              .build();
      OpenSslSessionContext sessions = (OpenSslSessionContext) context.sessionContext();
      sessions.setSessionCacheSize(CACHED_SESSIONS);
      sessions.setSessionCacheEnabled(resume);
      return context;
    } catch (SSLException unknown) {
      throw new LoadException(
          "TLS: does not start with key exchange \"" + keyExchange + "\"", unknown);
    }
  }

  SslHandler newHandler(ByteBufAllocator allocator, InetSocketAddress server, Security security) {
    SslContext context = security == Security.TLS_RESUMED ? resuming : full;
    return context.newHandler(allocator, server.getHostString(), server.getPort());
  }

  /** Whether a handshake that is complete took a session up again. */
  static boolean isResumed(SslHandler handler) {
    ReferenceCountedOpenSslEngine engine = (ReferenceCountedOpenSslEngine) handler.engine();
    return SSL.isSessionReused(engine.sslPointer());
  }

  /** Accepts one certificate and no other, without building a path: that would cost too much. */
  private record OneCertificate(X509Certificate expected) implements X509TrustManager {

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      if (!chain[0].equals(expected)) {
        throw new CertificateException("server: has another certificate than it was given");
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("client: none is expected");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
