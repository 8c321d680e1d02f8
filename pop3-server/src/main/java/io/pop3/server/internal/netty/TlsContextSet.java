package io.pop3.server.internal.netty;

import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ReferenceCounted;
import io.pop3.server.internal.tls.ClientHello;
import io.pop3.server.internal.tls.Identity;
import io.pop3.server.internal.tls.TlsMaterial;
import io.pop3.server.options.TlsOptions;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A TLS context for each certificate. Counts references, since BoringSSL's contexts do. */
final class TlsContextSet extends AbstractReferenceCounted {

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

  /** Where Netty puts the key for a moment: other types spend a tenth of a start on ciphers. */
  private static final String KEY_STORE_TYPE = "JKS";

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** Accepted if offered, not demanded. */
  private static final ApplicationProtocolConfig POP3 =
      new ApplicationProtocolConfig(
          Protocol.ALPN,
          SelectorFailureBehavior.NO_ADVERTISE,
          SelectedListenerFailureBehavior.ACCEPT,
          "pop3");

  private final TlsMaterial material;
  private final List<SslContext> contexts;

  private TlsContextSet(TlsMaterial material, List<SslContext> contexts) {
    this.material = material;
    this.contexts = contexts;
  }

  static TlsContextSet build(TlsMaterial material, TlsOptions options, SslProvider provider)
      throws SSLException {
    List<SslContext> contexts = new ArrayList<>();
    // Set even if it is empty: else Netty reads the authorities of the whole web.
    X509Certificate[] authorities = material.authorities().toArray(X509Certificate[]::new);
    for (Identity identity : material.identities()) {
      X509Certificate[] chain = identity.chain().toArray(X509Certificate[]::new);
      SslContextBuilder builder =
          SslContextBuilder.forServer(identity.key(), chain)
              .sslProvider(provider)
              .keyStoreType(KEY_STORE_TYPE)
              .trustManager(authorities)
              .protocols(PROTOCOLS)
              .ciphers(CIPHER_SUITES, SupportedCipherSuiteFilter.INSTANCE)
              .applicationProtocolConfig(POP3)
              .clientAuth(
                  switch (options.clientCertificates()) {
                    case NOT_ASKED -> ClientAuth.NONE;
                    case OPTIONAL -> ClientAuth.OPTIONAL;
                    case REQUIRED -> ClientAuth.REQUIRE;
                  });
      contexts.add(builder.build());
    }
    return new TlsContextSet(material, List.copyOf(contexts));
  }

  /** Whether what a client says first matters. */
  boolean hasChoice() {
    return contexts.size() > 1;
  }

  /**
   * The context for a client.
   *
   * @param hello its ClientHello; null if it is none
   */
  SslContext choose(@Nullable ByteBuf hello) {
    ClientHello parsed = hello == null ? ClientHello.UNKNOWN : ClientHello.parse(hello.nioBuffer());
    return contexts.get(hasChoice() ? material.choose(parsed) : 0);
  }

  @Override
  protected void deallocate() {
    contexts.forEach(ReferenceCountUtil::release);
  }

  @Override
  public ReferenceCounted touch(Object hint) {
    return this;
  }
}
