package io.pop3.conformance.toy;

import java.util.List;

/**
 * What a toy server offers.
 *
 * @param cleartextLogins whether passwords may be sent without TLS
 * @param passwords whether the account is open to passwords at all, or to digests alone
 * @param extensions whether it has more than RFC 1939 without options
 * @param utf8Policy what becomes of headers beyond ASCII without UTF-8 mode
 * @param loginDelay whether it has a LOGIN-DELAY
 * @param protocols the TLS versions
 * @param alpn the application protocols; empty for none
 * @param key the key of its certificate
 */
public record ToyOptions(
    boolean cleartextLogins,
    boolean passwords,
    boolean extensions,
    Utf8Policy utf8Policy,
    boolean loginDelay,
    List<String> protocols,
    List<String> alpn,
    ToyKey key) {

  /** What becomes of a header beyond ASCII without UTF-8 mode. */
  public enum Utf8Policy {
    SURROGATE,
    REJECT
  }

  /** Everything, and passwords in clear text. */
  public static ToyOptions open() {
    return new ToyOptions(
        true,
        true,
        true,
        Utf8Policy.SURROGATE,
        false,
        List.of("TLSv1.3", "TLSv1.2"),
        List.of("pop3"),
        ToyKey.CURVE);
  }

  public ToyOptions withoutCleartextLogins() {
    return new ToyOptions(
        false, passwords, extensions, utf8Policy, loginDelay, protocols, alpn, key);
  }

  public ToyOptions withoutPasswords() {
    return new ToyOptions(
        cleartextLogins, false, extensions, utf8Policy, loginDelay, protocols, alpn, key);
  }

  public ToyOptions withoutExtensions() {
    return new ToyOptions(
        cleartextLogins, passwords, false, utf8Policy, loginDelay, protocols, alpn, key);
  }

  public ToyOptions withPolicy(Utf8Policy policy) {
    return new ToyOptions(
        cleartextLogins, passwords, extensions, policy, loginDelay, protocols, alpn, key);
  }

  public ToyOptions withLoginDelay() {
    return new ToyOptions(
        cleartextLogins, passwords, extensions, utf8Policy, true, protocols, alpn, key);
  }

  public ToyOptions withProtocols(String... names) {
    return new ToyOptions(
        cleartextLogins, passwords, extensions, utf8Policy, loginDelay, List.of(names), alpn, key);
  }

  public ToyOptions withoutAlpn() {
    return new ToyOptions(
        cleartextLogins, passwords, extensions, utf8Policy, loginDelay, protocols, List.of(), key);
  }

  public ToyOptions withKey(ToyKey newKey) {
    return new ToyOptions(
        cleartextLogins, passwords, extensions, utf8Policy, loginDelay, protocols, alpn, newKey);
  }
}
