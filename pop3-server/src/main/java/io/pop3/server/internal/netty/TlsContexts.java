package io.pop3.server.internal.netty;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.handler.ssl.util.SimpleKeyManagerFactory;
import io.netty.util.ReferenceCountUtil;
import io.pop3.server.internal.tls.FileStamps;
import io.pop3.server.internal.tls.IdentityChooser;
import io.pop3.server.internal.tls.TlsFileException;
import io.pop3.server.internal.tls.TlsMaterial;
import io.pop3.server.options.TlsOptions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS context for new connections, made anew when its files change. Connections keep the one
 * they began with. Safe for several threads.
 */
final class TlsContexts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);

  /** ECDHE with AEAD: what RFC 9325 section 4.2 recommends, and TLS 1.3. */
  private static final List<String> CIPHER_SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** Accepted if offered, not demanded. */
  private static final ApplicationProtocolConfig POP3 =
      new ApplicationProtocolConfig(
          Protocol.ALPN,
          SelectorFailureBehavior.NO_ADVERTISE,
          SelectedListenerFailureBehavior.ACCEPT,
          "pop3");

  private final TlsOptions options;
  private final SslProvider provider;
  private FileStamps stamps;
  private SslContext context;

  /**
   * Reads the files.
   *
   * @throws ListenException if they can't be used
   */
  TlsContexts(TlsOptions options) throws ListenException {
    this.options = options;
    this.provider = OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
    this.stamps = FileStamps.of(options);
    try {
      this.context = build(TlsMaterial.load(options));
    } catch (TlsFileException | SSLException unusable) {
      throw new ListenException("TLS: " + unusable.getMessage(), unusable);
    }
    LOG.info("TLS by {}", provider == SslProvider.JDK ? "the JDK" : OpenSsl.versionString());
  }

  private SslContext build(TlsMaterial material) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forServer(keys(material))
            .sslProvider(provider)
            .protocols(PROTOCOLS)
            .ciphers(CIPHER_SUITES, SupportedCipherSuiteFilter.INSTANCE)
            .applicationProtocolConfig(POP3)
            .clientAuth(
                switch (options.clientCertificates()) {
                  case NOT_ASKED -> ClientAuth.NONE;
                  case OPTIONAL -> ClientAuth.OPTIONAL;
                  case REQUIRED -> ClientAuth.REQUIRE;
                });
    if (!material.authorities().isEmpty()) {
      builder.trustManager(material.authorities().toArray(X509Certificate[]::new));
    }
    return builder.build();
  }

  private javax.net.ssl.KeyManagerFactory keys(TlsMaterial material) {
    boolean jdk = provider == SslProvider.JDK;
    IdentityChooser chooser = material.chooser(!jdk);
    SimpleKeyManagerFactory factory =
        new SimpleKeyManagerFactory() {
          @Override
          protected void engineInit(KeyStore store, char[] password) {}

          @Override
          protected void engineInit(ManagerFactoryParameters parameters) {}

          @Override
          protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {chooser};
          }
        };
    // Else BoringSSL would parse key and chain for every handshake.
    return jdk ? factory : new OpenSslCachingX509KeyManagerFactory(factory);
  }

  /** The context for a new connection; the caller releases it when its handler is made. */
  synchronized SslContext current() {
    return ReferenceCountUtil.retain(context);
  }

  /** Makes a new context if the files changed; files that can't be used change nothing. Blocks. */
  void reload() {
    FileStamps seen = FileStamps.of(options);
    synchronized (this) {
      if (seen.equals(stamps)) {
        return;
      }
      stamps = seen;
    }
    try {
      SslContext made = build(TlsMaterial.load(options));
      synchronized (this) {
        ReferenceCountUtil.release(context);
        context = made;
      }
      LOG.info("TLS: certificates were read again");
    } catch (TlsFileException | SSLException unusable) {
      LOG.error("TLS: the certificates in use stay: {}", unusable.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    ReferenceCountUtil.release(context);
  }
}
