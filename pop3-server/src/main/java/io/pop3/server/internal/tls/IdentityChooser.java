package io.pop3.server.internal.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the certificate for each handshake, by the host name that the client asks for and by the
 * kind of key. Immutable; safe for several threads.
 *
 * <p>The JDK asks for one kind after the other, best first, until it gets one. BoringSSL asks for
 * all kinds and takes what it got last, so it has to be given one alone: ECDSA where the client
 * understands it.
 */
public final class IdentityChooser extends X509ExtendedKeyManager {

  private static final String EC = "EC";
  private static final String RSA = "RSA";

  private final List<Identity> identities;
  private final boolean oneKind;

  IdentityChooser(List<Identity> identities, boolean oneKind) {
    this.identities = List.copyOf(identities);
    this.oneKind = oneKind;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    String kind = keyType.equals(EC) || keyType.equals("EC_EC") ? EC : keyType;
    ExtendedSSLSession session =
        engine.getHandshakeSession() instanceof ExtendedSSLSession extended ? extended : null;
    List<Identity> candidates = candidates(session);
    if (oneKind && kind.equals(RSA) && hasKind(candidates, EC) && understandsEcdsa(session)) {
      return null;
    }
    if (oneKind && kind.equals(EC) && hasKind(candidates, RSA) && !understandsEcdsa(session)) {
      return null;
    }
    for (Identity candidate : candidates) {
      if (candidate.keyType().equals(kind)) {
        return Integer.toString(identities.indexOf(candidate));
      }
    }
    return null;
  }

  /** Those for the name that the client asks for; else those for the names of the first. */
  private List<Identity> candidates(@Nullable ExtendedSSLSession session) {
    if (session != null) {
      for (SNIServerName name : session.getRequestedServerNames()) {
        if (name instanceof SNIHostName host) {
          String sought = host.getAsciiName().toLowerCase(Locale.ROOT);
          List<Identity> named = identities.stream().filter(i -> i.isFor(sought)).toList();
          if (!named.isEmpty()) {
            return named;
          }
        }
      }
    }
    List<String> first = identities.get(0).names();
    return identities.stream()
        .filter(i -> i == identities.get(0) || i.names().stream().anyMatch(first::contains))
        .toList();
  }

  private static boolean hasKind(List<Identity> candidates, String kind) {
    return candidates.stream().anyMatch(candidate -> candidate.keyType().equals(kind));
  }

  private static boolean understandsEcdsa(@Nullable ExtendedSSLSession session) {
    if (session == null) {
      return true;
    }
    for (String algorithm : session.getPeerSupportedSignatureAlgorithms()) {
      if (algorithm.toUpperCase(Locale.ROOT).contains("ECDSA")) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Identity find(@Nullable String alias) {
    for (int i = 0; i < identities.size(); i++) {
      if (Integer.toString(i).equals(alias)) {
        return identities.get(i);
      }
    }
    return null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    Identity identity = find(alias);
    return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    Identity identity = find(alias);
    return identity == null ? null : identity.key();
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    throw new UnsupportedOperationException(
        "key manager: asked for a socket (expected: an engine)");
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
