package io.pop3.client;

import io.pop3.protocol.model.Printable;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The name that a server's certificate must prove (RFC 7817 section 3, RFC 9525, A-35). Stricter
 * than what the JDK does for HTTPS, in these rules:
 *
 * <ol>
 *   <li>Only subjectAltName counts. The common name of the subject never does, nor does a URI.
 *   <li>A host name is compared with dNSName entries, without regard to ASCII case; an
 *       internationalised name as its A-labels.
 *   <li>{@code *} may be the whole left-most label of an entry and stands for exactly one label.
 *       Anywhere else it makes the entry match nothing.
 *   <li>An address is compared with iPAddress entries alone, octet by octet.
 *   <li>The name is the one the user gave, never what DNS made of it.
 * </ol>
 */
final class ServerIdentity {

  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private final String name;
  private final Optional<InetAddress> address;

  private ServerIdentity(String name, Optional<InetAddress> address) {
    this.name = name;
    this.address = address;
  }

  /**
   * Reads what the user gave.
   *
   * @param given a host name or an address
   * @throws TlsException if it is neither
   */
  static ServerIdentity of(String given) throws TlsException {
    try {
      Optional<InetAddress> address = literal(given);
      if (address.isPresent()) {
        return new ServerIdentity(given, address);
      }
      String name = given.endsWith(".") ? given.substring(0, given.length() - 1) : given;
      String ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES);
      return new ServerIdentity(ascii.toLowerCase(Locale.ROOT), Optional.empty());
    } catch (IllegalArgumentException | UnknownHostException notAName) {
      throw new TlsException(
          "server name: " + Printable.of(given) + " (expected: a host name or an address)",
          notAName);
    }
  }

  /** An address as it stands, which must not be looked up. */
  private static Optional<InetAddress> literal(String text) throws UnknownHostException {
    boolean numeric = text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    if (!numeric && text.indexOf(':') < 0) {
      return Optional.empty();
    }
    int scope = text.indexOf('%');
    // Digits and dots, or a colon: the JDK parses these and asks no name service.
    return Optional.of(InetAddress.getByName(scope < 0 ? text : text.substring(0, scope)));
  }

  /**
   * The name to send in the handshake, so that the server can choose its certificate (ledger
   * 9325-SNI-1).
   *
   * @return empty for an address, which SNI can't carry
   */
  Optional<String> hostName() {
    return address.isPresent() ? Optional.empty() : Optional.of(name);
  }

  /**
   * Checks a certificate whose chain is already known to be good.
   *
   * @throws TlsException if it does not prove the name
   */
  void check(X509Certificate certificate) throws TlsException {
    List<String> proven = new ArrayList<>();
    for (List<?> entry : alternativeNames(certificate)) {
      if (matches(entry)) {
        return;
      }
      if (entry.get(0) instanceof Integer type && (type == DNS_NAME || type == IP_ADDRESS)) {
        proven.add(Printable.of(String.valueOf(entry.get(1))));
      }
    }
    throw new TlsException(
        "certificate of the server: is for "
            + (proven.isEmpty() ? "no subjectAltName" : String.join(", ", proven))
            + " (expected: "
            + name
            + ")");
  }

  private static Collection<List<?>> alternativeNames(X509Certificate certificate)
      throws TlsException {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException e) {
      throw new TlsException("certificate of the server: subjectAltName can't be read", e);
    }
  }

  private boolean matches(List<?> entry) {
    if (!(entry.get(0) instanceof Integer type) || !(entry.get(1) instanceof String value)) {
      return false;
    }
    if (address.isPresent()) {
      return type == IP_ADDRESS && address.equals(parsed(value));
    }
    return type == DNS_NAME && matchesName(value.toLowerCase(Locale.ROOT));
  }

  private static Optional<InetAddress> parsed(String value) {
    try {
      return literal(value);
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  private boolean matchesName(String pattern) {
    if (pattern.startsWith("*.")) {
      int dot = name.indexOf('.');
      String parent = pattern.substring(1);
      return dot > 0 && parent.indexOf('*') < 0 && name.substring(dot).equals(parent);
    }
    return pattern.indexOf('*') < 0 && pattern.equals(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
