package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a client can prove its identity with. Names and passwords are prepared when credentials are
 * made (decision A-46), so that credentials that exist can be sent. Immutable but for the secret,
 * which {@link #close()} wipes.
 */
public abstract sealed class SaslCredentials implements AutoCloseable {

  private final Optional<UserName> authorization;

  private SaslCredentials(Optional<UserName> authorization) {
    this.authorization = authorization;
  }

  /**
   * A name and a password.
   *
   * @param name the user's name
   * @param password the password; copied
   * @return credentials for SCRAM, CRAM-MD5, PLAIN and LOGIN
   * @throws IllegalArgumentException if {@link SaslPrep} refuses the name or the password, or the
   *     password is longer than 4096 octets
   */
  public static SaslCredentials password(UserName name, Secret password) {
    Secret prepared =
        PreparedText.password(password)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "password: not usable (expected: 1 to "
                            + PreparedText.MAX_PASSWORD_OCTETS
                            + " octets of UTF-8 without control characters, in one direction of"
                            + " writing)"));
    return new Password(Optional.empty(), prepare(name), prepared);
  }

  /**
   * An OAuth 2 bearer token.
   *
   * @param name the user's name, which XOAUTH2 needs
   * @param token the token, without the word {@code Bearer}; copied
   * @return credentials for OAUTHBEARER and, with a name, XOAUTH2
   * @throws IllegalArgumentException if {@link SaslPrep} refuses the name, or the token is not made
   *     of printable ASCII without spaces
   */
  public static SaslCredentials token(Optional<UserName> name, Secret token) {
    byte[] octets = token.reveal();
    try {
      if (!BearerTokenMessage.isToken(octets, 0, octets.length)) {
        throw new IllegalArgumentException(
            "token: not usable (expected: printable ASCII without spaces)");
      }
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
    return new Token(name.map(SaslCredentials::prepare), token.copy());
  }

  /**
   * The TLS certificate that the client has shown.
   *
   * @return credentials for EXTERNAL
   */
  public static SaslCredentials certificate() {
    return new Certificate(Optional.empty());
  }

  /**
   * Nobody in particular.
   *
   * @param trace what to tell the server's operator: nothing by default, and the user's address
   *     only with consent (4505-PRIV-1)
   * @return credentials for ANONYMOUS
   * @throws IllegalArgumentException if the trace is neither empty nor a mail address nor a token
   *     of up to 255 characters without an at-sign, or has characters that a trace may not have
   */
  public static SaslCredentials anonymous(String trace) {
    if (!Trace.isLegal(trace)) {
      throw new IllegalArgumentException(
          "trace: "
              + Printable.of(trace)
              + " (expected: nothing, a mail address, or up to 255 characters without \"@\")");
    }
    return new Anonymous(trace);
  }

  /**
   * The same, but to act as another user, where the mechanism can ask for that: SCRAM, PLAIN,
   * OAUTHBEARER, EXTERNAL.
   *
   * @param user whose maildrop to open
   * @return other credentials; the secret is copied
   * @throws IllegalArgumentException if {@link SaslPrep} refuses the name
   * @throws IllegalStateException for anonymous credentials, or if the secret has been wiped
   */
  public final SaslCredentials actingAs(UserName user) {
    return withAuthorization(prepare(user));
  }

  private static UserName prepare(UserName name) {
    return PreparedText.name(name.value())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "user name: "
                        + Printable.of(name.value())
                        + " (expected: a name that SASLprep allows)"));
  }

  /** Whom to act as, if not the authenticated user. */
  final Optional<UserName> authorization() {
    return authorization;
  }

  abstract SaslCredentials withAuthorization(UserName user);

  /** Tells whether a mechanism can use these credentials as they are. */
  abstract boolean fits(SaslMechanism mechanism);

  /** Overwrites the secret. Idempotent. */
  @Override
  public void close() {}

  static final class Password extends SaslCredentials {
    private final UserName name;
    private final Secret secret;

    private Password(Optional<UserName> authorization, UserName name, Secret secret) {
      super(authorization);
      this.name = name;
      this.secret = secret;
    }

    UserName name() {
      return name;
    }

    Secret secret() {
      return secret;
    }

    @Override
    SaslCredentials withAuthorization(UserName user) {
      return new Password(Optional.of(user), name, secret.copy());
    }

    @Override
    boolean fits(SaslMechanism mechanism) {
      boolean asOneself = authorization().isEmpty();
      return mechanism.scramHash().isPresent()
          || mechanism == SaslMechanism.PLAIN
          || (asOneself && mechanism == SaslMechanism.CRAM_MD5)
          || (asOneself && mechanism == SaslMechanism.LOGIN);
    }

    @Override
    public void close() {
      secret.close();
    }

    @Override
    public String toString() {
      return "SaslCredentials[name=" + name + ", password redacted]";
    }
  }

  static final class Token extends SaslCredentials {
    private final Optional<UserName> name;
    private final Secret secret;

    private Token(Optional<UserName> name, Secret secret) {
      super(name);
      this.name = name;
      this.secret = secret;
    }

    Secret secret() {
      return secret;
    }

    @Override
    SaslCredentials withAuthorization(UserName user) {
      return new Token(Optional.of(user), secret.copy());
    }

    @Override
    boolean fits(SaslMechanism mechanism) {
      return mechanism == SaslMechanism.OAUTHBEARER
          || (mechanism == SaslMechanism.XOAUTH2 && name.isPresent());
    }

    @Override
    public void close() {
      secret.close();
    }

    @Override
    public String toString() {
      return "SaslCredentials[name=" + name + ", token redacted]";
    }
  }

  static final class Certificate extends SaslCredentials {
    private Certificate(Optional<UserName> authorization) {
      super(authorization);
    }

    @Override
    SaslCredentials withAuthorization(UserName user) {
      return new Certificate(Optional.of(user));
    }

    @Override
    boolean fits(SaslMechanism mechanism) {
      return mechanism == SaslMechanism.EXTERNAL;
    }

    @Override
    public String toString() {
      return "SaslCredentials[certificate]";
    }
  }

  static final class Anonymous extends SaslCredentials {
    private final String trace;

    private Anonymous(String trace) {
      super(Optional.empty());
      this.trace = trace;
    }

    String trace() {
      return trace;
    }

    @Override
    SaslCredentials withAuthorization(UserName user) {
      throw new IllegalStateException("credentials: anonymous (expected: those of a user)");
    }

    @Override
    boolean fits(SaslMechanism mechanism) {
      return mechanism == SaslMechanism.ANONYMOUS;
    }

    @Override
    public String toString() {
      return "SaslCredentials[anonymous]";
    }
  }
}
