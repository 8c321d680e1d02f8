package io.pop3.server.internal.tls;

import io.pop3.server.options.CertificateFiles;
import io.pop3.server.options.TlsOptions;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything of TLS that is read from files. Immutable.
 *
 * @param identities what the server can show
 * @param authorities whose client certificates are trusted; empty if clients are not asked
 */
public record TlsMaterial(List<Identity> identities, List<X509Certificate> authorities) {

  /**
   * Reads all files.
   *
   * @param options which files
   * @return what they hold
   * @throws TlsFileException if one can't be used; names all that can't
   */
  public static TlsMaterial load(TlsOptions options) throws TlsFileException {
    List<Identity> identities = new ArrayList<>();
    List<X509Certificate> authorities = new ArrayList<>();
    List<TlsFileException> problems = new ArrayList<>();
    for (CertificateFiles files : options.certificates()) {
      try {
        identities.add(Identity.load(files));
      } catch (TlsFileException unusable) {
        problems.add(unusable);
      }
    }
    if (options.clientAuthorities().isPresent()) {
      Path path = options.clientAuthorities().get();
      try {
        authorities.addAll(PemFile.read("client authorities", path).certificates());
      } catch (TlsFileException unusable) {
        problems.add(unusable);
      }
    }
    if (!problems.isEmpty()) {
      throw new TlsFileException(
          String.join("; ", problems.stream().map(Throwable::getMessage).toList()),
          problems.get(0));
    }
    return new TlsMaterial(List.copyOf(identities), List.copyOf(authorities));
  }

  /**
   * Chooses what to show to a client: a certificate for the name it asks for, ECDSA if it
   * understands that.
   *
   * @param hello what the client said
   * @return the position of the identity
   */
  public int choose(ClientHello hello) {
    List<Identity> candidates = candidates(hello);
    for (Identity candidate : candidates) {
      if (candidate.isEcdsa() && candidate.isUnderstoodBy(hello)) {
        return identities.indexOf(candidate);
      }
    }
    for (Identity candidate : candidates) {
      if (!candidate.isEcdsa()) {
        return identities.indexOf(candidate);
      }
    }
    return identities.indexOf(candidates.get(0));
  }

  /** Those for the name asked for; else the first and those that share a name with it. */
  private List<Identity> candidates(ClientHello hello) {
    if (hello.host().isPresent()) {
      String host = hello.host().get();
      List<Identity> named = identities.stream().filter(each -> each.isFor(host)).toList();
      if (!named.isEmpty()) {
        return named;
      }
    }
    Identity first = identities.get(0);
    return identities.stream()
        .filter(
            each -> each.equals(first) || each.names().stream().anyMatch(first.names()::contains))
        .toList();
  }
}
