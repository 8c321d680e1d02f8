package io.pop3.auth.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Password field ↔ {@link Credential}: takes the scheme's name and encoding off, and leaves the
 * rest to the scheme.
 *
 * <pre>
 * field  = "{" scheme ["." encoding] "}" text / crypt3
 * </pre>
 *
 * <p>{@code b64}, {@code base64} and {@code hex} are the encodings. Without {@code {SCHEME}} the
 * field is a crypt(3) hash, whose own prefix tells the scheme, and so it is with {@code {CRYPT}}.
 *
 * <p>Messages name a scheme that Dovecot knows; anything else in braces might be a misplaced
 * password and isn't shown.
 */
final class CredentialField {

  private static final Pattern FIELD =
      Pattern.compile("\\{([^}.]*+)(?:\\.([^}]*+))?+\\}(.*+)", Pattern.DOTALL);

  /** Dovecot's schemes that aren't supported, since each is weaker than the weakest that is. */
  private static final List<String> UNSUPPORTED =
      List.of(
          "CRAM-MD5",
          "DES-CRYPT",
          "DIGEST-MD5",
          "HMAC-MD5",
          "LANMAN",
          "LDAP-MD5",
          "MD5",
          "MD5-CRYPT",
          "NTLM",
          "OTP",
          "PLAIN-MD4",
          "PLAIN-MD5",
          "PLAIN-TRUNC",
          "RPA",
          "SHA",
          "SHA1",
          "SHA256",
          "SHA512",
          "SKEY",
          "SMD5");

  private CredentialField() {}

  static Credential parse(String field) {
    if (field.isEmpty()) {
      throw new IllegalArgumentException("password field: empty (expected: {SCHEME}hash)");
    }
    Matcher matcher = FIELD.matcher(field);
    if (!matcher.matches()) {
      return parse(cryptScheme(field), field);
    }
    String name = matcher.group(1).toUpperCase(Locale.ROOT);
    Optional<String> encoding = Optional.ofNullable(matcher.group(2));
    String text = matcher.group(3);
    if (name.equals("CRYPT") && encoding.isEmpty()) {
      return parse(cryptScheme(text), text);
    }
    PasswordScheme scheme = PasswordScheme.named(name).orElseThrow(() -> unknownScheme(name));
    if (encoding.isEmpty()) {
      return parse(scheme, text);
    }
    byte[] octets = decode(encoding.get().toLowerCase(Locale.ROOT), text);
    return SaltedDigest.isOf(scheme)
        ? SaltedDigest.of(scheme, octets)
        : parse(scheme, text(scheme, octets));
  }

  private static Credential parse(PasswordScheme scheme, String text) {
    return switch (scheme) {
      case ARGON2ID, ARGON2I -> Argon2Credential.decode(scheme, text);
      case BLF_CRYPT -> BcryptCredential.decode(text);
      case SHA512_CRYPT, SHA256_CRYPT -> Sha2CryptCredential.decode(scheme, text);
      case PBKDF2 -> Pbkdf2Credential.decode(text);
      case SCRAM_SHA_512, SCRAM_SHA_256, SCRAM_SHA_1 -> ScramVerifier.decode(scheme, text);
      case SSHA512, SSHA256, SSHA ->
          SaltedDigest.of(scheme, CredentialText.base64(scheme + " hash", text));
      case PLAIN -> PlainPassword.decode(text);
    };
  }

  static String format(Credential credential) {
    String text = credential.encoded();
    boolean plain = text.chars().noneMatch(c -> c == ':' || Character.isISOControl(c));
    return plain
        ? "{" + credential.scheme() + "}" + text
        : "{"
            + credential.scheme()
            + ".b64}"
            + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static PasswordScheme cryptScheme(String text) {
    if (text.startsWith("$6$")) {
      return PasswordScheme.SHA512_CRYPT;
    }
    if (text.startsWith("$5$")) {
      return PasswordScheme.SHA256_CRYPT;
    }
    if (text.startsWith("$2")) {
      return PasswordScheme.BLF_CRYPT;
    }
    throw text.startsWith("$1$")
        ? unknownScheme("MD5-CRYPT")
        : new IllegalArgumentException(
            "password field: neither {SCHEME} nor a crypt(3) hash in front (expected: {SCHEME}hash"
                + " with one of "
                + allNames()
                + ")");
  }

  private static IllegalArgumentException unknownScheme(String name) {
    String shown = UNSUPPORTED.contains(name) ? name : "unknown";
    return new IllegalArgumentException(
        "scheme: " + shown + " (expected: one of " + allNames() + ")");
  }

  private static String allNames() {
    return PasswordScheme.names(Arrays.stream(PasswordScheme.values()));
  }

  private static byte[] decode(String encoding, String text) {
    switch (encoding) {
      case "b64", "base64" -> {
        return CredentialText.base64("password field", text);
      }
      case "hex" -> {
        try {
          return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "password field: not hexadecimal (expected: pairs of hexadecimal digits)");
        }
      }
      default ->
          throw new IllegalArgumentException("encoding: unknown (expected: b64, base64 or hex)");
    }
  }

  private static String text(PasswordScheme scheme, byte[] octets) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          scheme + " text: not UTF-8 behind its encoding (expected: UTF-8)");
    }
  }
}
