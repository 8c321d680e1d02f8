package io.pop3.server.internal.netty;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import io.pop3.server.internal.tls.FileStamps;
import io.pop3.server.internal.tls.TlsFileException;
import io.pop3.server.internal.tls.TlsMaterial;
import io.pop3.server.options.TlsOptions;
import io.pop3.server.options.TlsOptions.Implementation;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS contexts for new connections, made anew when their files change. Connections keep the one
 * they began with. Safe for several threads.
 */
final class TlsContexts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);

  private final TlsOptions options;
  private final SslProvider provider;
  private FileStamps stamps;
  private TlsContextSet current;
  private boolean closed;

  /**
   * Reads the files.
   *
   * @throws ListenException if they can't be used
   */
  TlsContexts(TlsOptions options) throws ListenException {
    this.options = options;
    this.provider =
        options.implementation() == Implementation.FASTEST && OpenSsl.isAvailable()
            ? SslProvider.OPENSSL_REFCNT
            : SslProvider.JDK;
    this.stamps = FileStamps.of(options);
    try {
      this.current = load();
    } catch (TlsFileException | SSLException unusable) {
      throw new ListenException("TLS: " + unusable.getMessage(), unusable);
    }
    LOG.info("TLS by {}", isJdk() ? "the JDK" : OpenSsl.versionString());
  }

  private TlsContextSet load() throws TlsFileException, SSLException {
    return TlsContextSet.build(TlsMaterial.load(options), options, provider);
  }

  private boolean isJdk() {
    return provider == SslProvider.JDK;
  }

  /** The contexts for a new connection; the caller releases them after the handshake. */
  synchronized TlsContextSet current() {
    current.retain();
    return current;
  }

  /** Makes new contexts if the files changed; files that can't be used change nothing. Blocks. */
  void reload() {
    FileStamps seen = FileStamps.of(options);
    synchronized (this) {
      if (closed || seen.equals(stamps)) {
        return;
      }
      stamps = seen;
    }
    try {
      replace(load());
      LOG.info("TLS: certificates were read again");
    } catch (TlsFileException | SSLException unusable) {
      LOG.error("TLS: the certificates in use stay: {}", unusable.getMessage());
    }
  }

  private synchronized void replace(TlsContextSet made) {
    TlsContextSet old = closed ? made : current;
    if (!closed) {
      current = made;
    }
    old.release();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      current.release();
    }
  }
}
