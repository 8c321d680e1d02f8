package io.pop3.protocol.sasl;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.wire.WireLimits;
import java.util.Locale;
import java.util.Optional;

/**
 * The SASL mechanisms, declared in the order in which a client prefers those that fit its
 * credentials. None of them has a security layer (5034-SEC-1).
 */
public enum SaslMechanism {
  /** SCRAM with SHA-512, bound to the TLS channel. */
  SCRAM_SHA_512_PLUS(ScramHash.SHA_512, Strength.BOUND),
  /** SCRAM with SHA-256, bound to the TLS channel (RFC 7677). */
  SCRAM_SHA_256_PLUS(ScramHash.SHA_256, Strength.BOUND),
  /** SCRAM with SHA-1, bound to the TLS channel (RFC 5802). */
  SCRAM_SHA_1_PLUS(ScramHash.SHA_1, Strength.BOUND),
  /** SCRAM with SHA-512. */
  SCRAM_SHA_512(ScramHash.SHA_512, Strength.MUTUAL),
  /** SCRAM with SHA-256 (RFC 7677). */
  SCRAM_SHA_256(ScramHash.SHA_256, Strength.MUTUAL),
  /** SCRAM with SHA-1 (RFC 5802). */
  SCRAM_SHA_1(ScramHash.SHA_1, Strength.MUTUAL),
  /** The client's TLS certificate (RFC 4422 appendix A). */
  EXTERNAL("EXTERNAL", Strength.MUTUAL, true, true),
  /** A keyed digest of the server's challenge (RFC 2195). */
  CRAM_MD5("CRAM-MD5", Strength.CHALLENGE, false, false),
  /** An OAuth 2 token (RFC 7628). */
  OAUTHBEARER("OAUTHBEARER", Strength.PLAINTEXT, true, true),
  /** An OAuth 2 token in the form that came before RFC 7628. */
  XOAUTH2("XOAUTH2", Strength.PLAINTEXT, true, true),
  /** Name and password in one message (RFC 4616). */
  PLAIN("PLAIN", Strength.PLAINTEXT, true, false),
  /** Name and password in two messages (an expired draft; only where PLAIN is missing). */
  LOGIN("LOGIN", Strength.PLAINTEXT, false, false),
  /** No identity at all (RFC 4505). */
  ANONYMOUS("ANONYMOUS", Strength.NONE, true, false);

  /** The service name of POP3 for mechanisms that need one (RFC 5034 section 4, 5034-SVC-1). */
  public static final String SERVICE_NAME = "pop";

  private static final int AUTH_LINE_OVERHEAD = "AUTH ".length() + " ".length() + "\r\n".length();

  /** What a mechanism gives away and proves, weakest first. */
  public enum Strength {
    /** Nobody proves anything. */
    NONE,
    /** The credential itself crosses the wire. */
    PLAINTEXT,
    /** The client proves that it knows the credential. */
    CHALLENGE,
    /** Client and server prove themselves to each other. */
    MUTUAL,
    /** As {@link #MUTUAL}, and nobody stands between the two ends of the TLS channel. */
    BOUND
  }

  private final String mechanismName;
  private final Strength strength;
  private final boolean clientFirst;
  private final boolean tlsNeeded;
  private final Optional<ScramHash> scramHash;

  SaslMechanism(String mechanismName, Strength strength, boolean clientFirst, boolean tlsNeeded) {
    this.mechanismName = mechanismName;
    this.strength = strength;
    this.clientFirst = clientFirst;
    this.tlsNeeded = tlsNeeded;
    this.scramHash = Optional.empty();
  }

  SaslMechanism(ScramHash hash, Strength strength) {
    this.mechanismName = hash.mechanismName() + (strength == Strength.BOUND ? "-PLUS" : "");
    this.strength = strength;
    this.clientFirst = true;
    this.tlsNeeded = strength == Strength.BOUND;
    this.scramHash = Optional.of(hash);
  }

  /**
   * Finds a mechanism by its name, in any case of ASCII letters (decision A-42).
   *
   * @param name any text
   * @return the mechanism, if there is one of this name
   */
  public static Optional<SaslMechanism> find(String name) {
    String sought = name.toUpperCase(Locale.ROOT);
    for (SaslMechanism mechanism : values()) {
      // A letter beyond ASCII may turn into an ASCII one, such as the dotless i.
      if (mechanism.mechanismName.equals(sought) && isAscii(name)) {
        return Optional.of(mechanism);
      }
    }
    return Optional.empty();
  }

  private static boolean isAscii(String name) {
    return name.chars().allMatch(c -> c < 0x80);
  }

  /**
   * The name on the wire.
   *
   * @return 1 to 20 upper-case letters, digits and hyphens (4422-NAME-1)
   */
  public String mechanismName() {
    return mechanismName;
  }

  /**
   * What it gives away and proves.
   *
   * @return the class in which a client may replace it by another
   */
  public Strength strength() {
    return strength;
  }

  /**
   * Tells who speaks first. A mechanism in which the server does takes no initial response
   * (5034-IR-3), but for LOGIN, which some clients begin with the name (decision A-42).
   *
   * @return whether the client sends the first message
   */
  public boolean isClientFirst() {
    return clientFirst;
  }

  /**
   * Tells whether the credential itself crosses the wire: a password or a token.
   *
   * @return whether it must be neither advertised nor entered without TLS by default (4616-SEC-1,
   *     LOGIN-2)
   */
  public boolean isPlaintext() {
    return strength == Strength.PLAINTEXT;
  }

  /**
   * Tells whether it can't be used without TLS, whatever the policy: its specification demands TLS
   * (7628-TLS-1, XOA2-TLS-1) or it has nothing to work with.
   *
   * @return whether it needs TLS
   */
  public boolean needsTls() {
    return tlsNeeded;
  }

  /**
   * Tells whether it binds the login to the TLS channel.
   *
   * @return whether this is a {@code -PLUS} mechanism
   */
  public boolean bindsChannel() {
    return strength == Strength.BOUND;
  }

  /**
   * The hash function, if this is one of the SCRAM family.
   *
   * @return the hash
   */
  public Optional<ScramHash> scramHash() {
    return scramHash;
  }

  /**
   * The mechanism with the same hash that binds the channel.
   *
   * @return the {@code -PLUS} mechanism, itself if it is one; nothing outside the SCRAM family
   */
  public Optional<SaslMechanism> boundForm() {
    return scramHash.map(
        hash ->
            switch (hash) {
              case SHA_1 -> SCRAM_SHA_1_PLUS;
              case SHA_256 -> SCRAM_SHA_256_PLUS;
              case SHA_512 -> SCRAM_SHA_512_PLUS;
            });
  }

  /**
   * Tells whether a client may send an initial response together with AUTH: the line must not
   * exceed 255 octets with its CRLF (5034-IR-1).
   *
   * @param octets the length of the initial response before base64
   * @return whether the line is short enough
   */
  public boolean fitsCommandLine(int octets) {
    int encoded = octets == 0 ? 1 : (octets + 2) / 3 * 4;
    return mechanismName.length() + encoded + AUTH_LINE_OVERHEAD <= WireLimits.COMMAND_LINE_OCTETS;
  }
}
