package io.pop3.protocol.sasl;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why a server refused a token, as RFC 7628 section 3.2.2 lets it tell the client. Immutable; safe
 * for several threads.
 *
 * @param status an OAuth 2 error, for example {@code invalid_token}
 * @param scope the scope that would do, if the client should ask for one (7628-CLI-2)
 * @param openidConfiguration where the issuer describes itself, if the client should look there
 */
public record BearerTokenError(
    String status, Optional<String> scope, Optional<String> openidConfiguration) {

  /** The greatest length of each part, in characters. */
  public static final int MAX_LENGTH = 1024;

  /** The token is expired, revoked, malformed or not for this user (RFC 6750 section 3.1). */
  public static final BearerTokenError INVALID_TOKEN = of("invalid_token");

  /** The message lacks something or has it twice (RFC 6750 section 3.1). */
  public static final BearerTokenError INVALID_REQUEST = of("invalid_request");

  private static final Map<String, String> HTTP_STATUS =
      Map.of("invalid_token", "401", "insufficient_scope", "403");

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if the status is empty or a part is longer than {@value
   *     #MAX_LENGTH} characters
   */
  public BearerTokenError {
    check("status", status);
    scope.ifPresent(value -> check("scope", value));
    openidConfiguration.ifPresent(value -> check("openid-configuration", value));
  }

  private static void check(String what, String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          what + " length: " + value.length() + " (expected: 1 to " + MAX_LENGTH + ")");
    }
  }

  /**
   * An error without further advice.
   *
   * @param status an OAuth 2 error
   * @return the error
   * @throws IllegalArgumentException if the status is empty or too long
   */
  public static BearerTokenError of(String status) {
    return new BearerTokenError(status, Optional.empty(), Optional.empty());
  }

  /** The challenge of OAUTHBEARER (7628-ERR-1). */
  byte[] toOauthBearer() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("status", status);
    scope.ifPresent(value -> members.put("scope", value));
    openidConfiguration.ifPresent(value -> members.put("openid-configuration", value));
    return JsonStrings.write(members).getBytes(StandardCharsets.UTF_8);
  }

  /** The challenge of XOAUTH2, which has the status of HTTP (XOA2-ERR-1). */
  byte[] toXoauth2() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("status", HTTP_STATUS.getOrDefault(status, "400"));
    members.put("schemes", "Bearer");
    scope.ifPresent(value -> members.put("scope", value));
    return JsonStrings.write(members).getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the challenge of either mechanism; nothing if it is not what a server should send. */
  static Optional<BearerTokenError> parse(byte[] challenge) {
    return JsonStrings.read(new String(challenge, StandardCharsets.UTF_8))
        .filter(members -> fits(members.get("status")))
        .map(
            members ->
                new BearerTokenError(
                    members.getOrDefault("status", ""),
                    optional(members, "scope"),
                    optional(members, "openid-configuration")));
  }

  private static Optional<String> optional(Map<String, String> members, String name) {
    return Optional.ofNullable(members.get(name)).filter(BearerTokenError::fits);
  }

  private static boolean fits(@org.jspecify.annotations.Nullable String value) {
    return value != null && !value.isEmpty() && value.length() <= MAX_LENGTH;
  }
}
