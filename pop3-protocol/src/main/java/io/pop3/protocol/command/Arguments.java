package io.pop3.protocol.command;

import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.wire.Utf8;
import io.pop3.protocol.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The rules for single arguments, as constructors of commands and the codec apply them. */
final class Arguments {

  private Arguments() {}

  static void checkName(UserName name, int maxOctets) {
    if (name.value().indexOf(' ') >= 0) {
      throw new IllegalArgumentException(
          "user name: " + Printable.of(name.value()) + " (expected: no space; SASL can carry it)");
    }
    int octets = name.value().getBytes(StandardCharsets.UTF_8).length;
    if (octets > maxOctets) {
      throw new IllegalArgumentException(
          "user name: " + octets + " octets (expected: <= " + maxOctets + ")");
    }
  }

  static void checkPassword(Secret secret) {
    if (secret.length() < 1 || secret.length() > WireLimits.PASSWORD_OCTETS) {
      throw new IllegalArgumentException(
          "password: "
              + secret.length()
              + " octets (expected: 1 to "
              + WireLimits.PASSWORD_OCTETS
              + ")");
    }
    byte[] octets = secret.reveal();
    boolean legal = !hasControl(octets) && Utf8.isWellFormed(octets, 0, octets.length);
    Arrays.fill(octets, (byte) 0);
    if (!legal) {
      throw new IllegalArgumentException(
          "password: not shown (expected: UTF-8 without control characters)");
    }
  }

  private static boolean hasControl(byte[] octets) {
    for (byte octet : octets) {
      if ((octet >= 0 && octet < 0x20) || octet == 0x7F) {
        return true;
      }
    }
    return false;
  }

  static String checkDigest(String digest) {
    if (!isDigest(digest)) {
      throw new IllegalArgumentException(
          "digest: not shown, "
              + digest.length()
              + " characters (expected: 32 hexadecimal digits)");
    }
    return asciiLowerCase(digest);
  }

  static boolean isDigest(String digest) {
    if (digest.length() != WireLimits.APOP_DIGEST_OCTETS) {
      return false;
    }
    for (int i = 0; i < digest.length(); i++) {
      if (Character.digit(digest.charAt(i), 16) < 0 || digest.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }

  static String checkMechanism(String mechanism) {
    if (!isMechanism(mechanism)) {
      throw new IllegalArgumentException(
          "mechanism: "
              + Printable.of(mechanism)
              + " (expected: 1 to 20 letters, digits, hyphens or underscores)");
    }
    return asciiUpperCase(mechanism);
  }

  static void checkInitialResponse(Secret response) {
    byte[] octets = response.reveal();
    boolean legal = octets.length > 0;
    for (byte octet : octets) {
      legal &= octet > 0x20 && octet < 0x7F;
    }
    Arrays.fill(octets, (byte) 0);
    if (!legal) {
      throw new IllegalArgumentException(
          "initial response: not shown, " + octets.length + " octets (expected: base64, or =)");
    }
  }

  static boolean isMechanism(String mechanism) {
    if (mechanism.isEmpty() || mechanism.length() > WireLimits.MECHANISM_OCTETS) {
      return false;
    }
    for (int i = 0; i < mechanism.length(); i++) {
      char c = mechanism.charAt(i);
      boolean legal =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      if (!legal) {
        return false;
      }
    }
    return true;
  }

  private static String asciiLowerCase(String text) {
    StringBuilder folded = new StringBuilder(text);
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        folded.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return folded.toString();
  }

  private static String asciiUpperCase(String text) {
    StringBuilder folded = new StringBuilder(text);
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c >= 'a' && c <= 'z') {
        folded.setCharAt(i, (char) (c - ('a' - 'A')));
      }
    }
    return folded.toString();
  }
}
