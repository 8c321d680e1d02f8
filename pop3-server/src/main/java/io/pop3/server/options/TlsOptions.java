package io.pop3.server.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * TLS: versions 1.2 and 1.3, without renegotiation and early data.
 *
 * <p>Which certificate a client gets depends on the host name it asks for (SNI) and the signatures
 * it understands: list an RSA and an ECDSA certificate for one name to serve old and new clients. A
 * client that asks for no name, or one that no certificate has, gets the first that it understands.
 *
 * @param certificates at least one
 * @param clientAuthorities a PEM file with the certificates of those who issue client certificates;
 *     needed if clients are asked for one
 * @param clientCertificates whether clients are asked for a certificate
 * @param implementation what does the work
 * @param reloadInterval how often to look whether the files changed; a change takes effect for new
 *     connections, and files that can't be used change nothing
 */
public record TlsOptions(
    List<CertificateFiles> certificates,
    Optional<Path> clientAuthorities,
    ClientCertificates clientCertificates,
    Implementation implementation,
    Duration reloadInterval) {

  /** What does the work of TLS. */
  public enum Implementation {
    /** BoringSSL where it runs, several times cheaper than the JDK's own; else the JDK's own. */
    FASTEST,
    /** The JDK's own; from JDK 25 on it offers the best channel bindings (RFC 9266). */
    JDK
  }

  /** Whether clients are asked for a certificate. */
  public enum ClientCertificates {
    /** They are not. */
    NOT_ASKED,
    /** They may show one, for SASL EXTERNAL. */
    OPTIONAL,
    /** Who shows none that is trusted can't connect. */
    REQUIRED
  }

  /**
   * Checks what can be checked without reading files.
   *
   * @throws IllegalArgumentException if there is no certificate, the interval is out of its range,
   *     or clients are asked for certificates that nobody could have issued
   */
  public TlsOptions {
    Faults faults = new Faults();
    faults.check(!certificates.isEmpty(), "TLS certificates", "none", "at least one");
    faults.check(
        clientCertificates == ClientCertificates.NOT_ASKED || clientAuthorities.isPresent(),
        "client authorities",
        "none",
        "a PEM file, to tell whose client certificates to trust");
    faults.between(
        "TLS reload interval", reloadInterval, Duration.ofSeconds(1), Duration.ofDays(1));
    faults.throwIfAny();
    certificates = List.copyOf(certificates);
  }

  /**
   * One certificate; clients are not asked for theirs; files are looked at every minute.
   *
   * @param chain a PEM file with the certificate and those that lead towards a trusted one
   * @param key a PEM file with the private key
   * @return the options
   */
  public static TlsOptions of(Path chain, Path key) {
    return new TlsOptions(
        List.of(new CertificateFiles(chain, key)),
        Optional.empty(),
        ClientCertificates.NOT_ASKED,
        Implementation.FASTEST,
        Duration.ofMinutes(1));
  }

  /**
   * The same with other certificates.
   *
   * @param newCertificates see {@link #certificates()}
   * @return other options
   */
  public TlsOptions withCertificates(List<CertificateFiles> newCertificates) {
    return new TlsOptions(
        newCertificates, clientAuthorities, clientCertificates, implementation, reloadInterval);
  }

  /**
   * The same, asking clients for certificates.
   *
   * @param authorities see {@link #clientAuthorities()}
   * @param asked see {@link #clientCertificates()}
   * @return other options
   */
  public TlsOptions withClientCertificates(Path authorities, ClientCertificates asked) {
    return new TlsOptions(
        certificates, Optional.of(authorities), asked, implementation, reloadInterval);
  }

  /**
   * The same with another implementation.
   *
   * @param newImplementation see {@link #implementation()}
   * @return other options
   */
  public TlsOptions withImplementation(Implementation newImplementation) {
    return new TlsOptions(
        certificates, clientAuthorities, clientCertificates, newImplementation, reloadInterval);
  }

  /**
   * The same with another interval.
   *
   * @param newReloadInterval see {@link #reloadInterval()}
   * @return other options
   */
  public TlsOptions withReloadInterval(Duration newReloadInterval) {
    return new TlsOptions(
        certificates, clientAuthorities, clientCertificates, implementation, newReloadInterval);
  }
}
