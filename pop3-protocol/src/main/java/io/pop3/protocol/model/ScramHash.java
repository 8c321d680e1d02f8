package io.pop3.protocol.model;

/** The hash functions of the SCRAM family (RFC 5802, RFC 7677). */
public enum ScramHash {
  /** SCRAM-SHA-1, RFC 5802. */
  SHA_1("SHA-1", "HmacSHA1", 20),
  /** SCRAM-SHA-256, RFC 7677. */
  SHA_256("SHA-256", "HmacSHA256", 32),
  /** SCRAM-SHA-512, registered after RFC 7677 with the same rules. */
  SHA_512("SHA-512", "HmacSHA512", 64);

  private final String digestName;
  private final String macName;
  private final int digestOctets;

  ScramHash(String digestName, String macName, int digestOctets) {
    this.digestName = digestName;
    this.macName = macName;
    this.digestOctets = digestOctets;
  }

  /**
   * The name of the hash function, as {@link java.security.MessageDigest} knows it.
   *
   * @return for example {@code SHA-256}
   */
  public String digestName() {
    return digestName;
  }

  /**
   * The name of the keyed hash, as {@code javax.crypto.Mac} knows it.
   *
   * @return for example {@code HmacSHA256}
   */
  public String macName() {
    return macName;
  }

  /**
   * The length of a digest.
   *
   * @return octets
   */
  public int digestOctets() {
    return digestOctets;
  }

  /**
   * The SASL mechanism without channel binding.
   *
   * @return for example {@code SCRAM-SHA-256}
   */
  public String mechanismName() {
    return "SCRAM-" + digestName;
  }
}
