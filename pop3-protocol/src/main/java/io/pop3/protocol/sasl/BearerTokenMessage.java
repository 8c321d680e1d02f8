package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one message of OAUTHBEARER and XOAUTH2 that carries the token.
 *
 * <pre>
 *   OAUTHBEARER = gs2-header %x01 *(key "=" value %x01) %x01     ; RFC 7628 section 3.1
 *   XOAUTH2     = "user=" name %x01 "auth=" credential %x01 %x01
 *   key         = 1*ALPHA                                        ; auth, host, port; others ignored
 *   value       = *(VCHAR / SP / HTAB / CR / LF)
 *   credential  = "Bearer" 1*SP 1*VCHAR                          ; "Bearer" in any case (7628-MSG-3)
 * </pre>
 *
 * <p>No key occurs twice. The token goes from octets to octets; everything else is public.
 */
final class BearerTokenMessage {

  private static final byte SEPARATOR = 1;
  private static final String SCHEME = "Bearer ";

  /** What the keys stand for; user and auth are there to be found twice. */
  private final Map<String, String> values = new HashMap<>();

  private Optional<String> user = Optional.empty();
  private Optional<Secret> token = Optional.empty();

  private BearerTokenMessage() {}

  /**
   * Reads a message. One that is well-formed but lacks a credential, or has one of another scheme,
   * is a message without a token.
   */
  static Optional<BearerTokenMessage> parse(SaslMechanism mechanism, byte[] message) {
    BearerTokenMessage parsed = new BearerTokenMessage();
    if (mechanism == SaslMechanism.OAUTHBEARER
        ? parsed.readOauthBearer(message)
        : parsed.readPairs(message, 0, true)) {
      return Optional.of(parsed);
    }
    parsed.token.ifPresent(Secret::close);
    return Optional.empty();
  }

  private boolean readOauthBearer(byte[] message) {
    int end = indexOf(SEPARATOR, message, 0);
    if (end == message.length || !Utf8.isWellFormed(message, 0, end)) {
      return false;
    }
    String text = new String(message, 0, end, StandardCharsets.UTF_8);
    Optional<Gs2Header> header = Gs2Header.parse(text);
    // The mechanism can't bind channels, so that no client may say it does (RFC 7628 section 3.1).
    if (header.isEmpty()
        || header.get().text().length() != text.length()
        || header.get().flag() == Gs2Header.Flag.BOUND) {
      return false;
    }
    user = header.get().authorization();
    return readPairs(message, end + 1, false);
  }

  /** Reads pairs up to the empty one, which must be the last. */
  private boolean readPairs(byte[] message, int from, boolean userNeeded) {
    int start = from;
    while (start < message.length && message[start] != SEPARATOR) {
      int end = indexOf(SEPARATOR, message, start);
      int middle = indexOf((byte) '=', message, start);
      if (end == message.length || middle >= end || !readPair(message, start, middle, end)) {
        return false;
      }
      start = end + 1;
    }
    return start == message.length - 1 && (user.isPresent() || !userNeeded);
  }

  private boolean readPair(byte[] message, int start, int middle, int end) {
    String key = new String(message, start, middle - start, StandardCharsets.ISO_8859_1);
    if (key.equals("user") && start == 0) {
      return readUser(message, middle + 1, end);
    }
    if (!isKey(key) || !isValue(message, middle + 1, end) || values.containsKey(key)) {
      return false;
    }
    if (key.equals("auth")) {
      values.put(key, "");
      readCredential(message, middle + 1, end);
    } else {
      values.put(key, ascii(message, middle + 1, end));
    }
    return true;
  }

  private boolean readUser(byte[] message, int start, int end) {
    if (start == end || !Utf8.isWellFormed(message, start, end)) {
      return false;
    }
    values.put("user", "");
    user = Optional.of(new String(message, start, end - start, StandardCharsets.UTF_8));
    return true;
  }

  private void readCredential(byte[] message, int start, int end) {
    int i = start + SCHEME.length();
    if (i >= end || !ascii(message, start, i).equalsIgnoreCase(SCHEME)) {
      return;
    }
    while (i < end && message[i] == ' ') {
      i++;
    }
    if (isToken(message, i, end)) {
      token = Optional.of(Secret.of(message, i, end - i));
    }
  }

  private static boolean isKey(String key) {
    return !key.isEmpty()
        && key.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  }

  private static boolean isValue(byte[] message, int start, int end) {
    for (int i = start; i < end; i++) {
      boolean space = message[i] == '\t' || message[i] == '\r' || message[i] == '\n';
      if (!space && (message[i] < 0x20 || message[i] > 0x7E)) {
        return false;
      }
    }
    return true;
  }

  static boolean isToken(byte[] octets, int start, int end) {
    for (int i = start; i < end; i++) {
      if (octets[i] < 0x21 || octets[i] > 0x7E) {
        return false;
      }
    }
    return start < end;
  }

  private static String ascii(byte[] message, int start, int end) {
    return new String(message, start, end - start, StandardCharsets.US_ASCII);
  }

  private static int indexOf(byte wanted, byte[] message, int from) {
    int i = from;
    while (i < message.length && message[i] != wanted) {
      i++;
    }
    return i;
  }

  Optional<String> user() {
    return user;
  }

  Optional<Secret> token() {
    return token;
  }

  Optional<String> host() {
    return Optional.ofNullable(values.get("host"));
  }

  Optional<String> port() {
    return Optional.ofNullable(values.get("port"));
  }
}
