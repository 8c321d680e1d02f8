package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.wire.StrictBase64;
import io.pop3.protocol.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The messages of SCRAM: RFC 5802 section 7, grammar 5.1.
 *
 * <pre>
 *   client-first = gs2-header client-first-bare
 *   client-first-bare = "n=" saslname ",r=" nonce *("," extension)
 *   server-first = "r=" nonce ",s=" base64 ",i=" posit-number *("," extension)
 *   client-final = "c=" base64 ",r=" nonce *("," extension) ",p=" base64
 *   server-final = ("v=" base64 / "e=" error) *("," extension)
 * </pre>
 *
 * <p>Attributes are case-sensitive and in this order; none occurs twice; {@code m} occurs nowhere
 * (5802-C1-5); extensions are ignored, but stay in what is signed (5802-EXT-1). RFC 5802 writes one
 * printable character for a nonce; one or more are meant.
 */
final class ScramMessages {

  /** The greatest length of a message either side takes: two names, nonces, binding data. */
  static final int MAX_OCTETS = 8192;

  private static final int MAX_COUNT_DIGITS = 18;

  private ScramMessages() {}

  /** The first message of the client. */
  record ClientFirst(Gs2Header header, String bare, String name, String nonce) {}

  /** The first message of the server. */
  record ServerFirst(String nonce, Base64Text salt, long iterations) {}

  /** The second message of the client. */
  record ClientFinal(String withoutProof, Base64Text binding, String nonce, Base64Text proof) {}

  /** The second message of the server: either the signature or an error. */
  record ServerFinal(Optional<Base64Text> signature) {}

  /** Octets that a message has in base64. */
  static final class Base64Text {
    private final byte[] octets;

    private Base64Text(byte[] octets) {
      this.octets = octets;
    }

    byte[] octets() {
      return octets;
    }
  }

  static Optional<ClientFirst> parseClientFirst(byte[] message) {
    return text(message).flatMap(ScramMessages::clientFirst);
  }

  private static Optional<ClientFirst> clientFirst(String text) {
    Optional<Gs2Header> header = Gs2Header.parse(text);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    String bare = text.substring(header.get().text().length());
    Attributes attributes = Attributes.parse(bare);
    Optional<String> name = attributes.value(0, 'n').flatMap(Gs2Header::decodeName);
    Optional<String> nonce = attributes.value(1, 'r').filter(ScramMessages::isNonce);
    return name.isEmpty() || nonce.isEmpty()
        ? Optional.empty()
        : Optional.of(new ClientFirst(header.get(), bare, name.get(), nonce.get()));
  }

  static Optional<ServerFirst> parseServerFirst(byte[] message) {
    Attributes attributes = Attributes.parse(text(message).orElse(""));
    Optional<String> nonce = attributes.value(0, 'r').filter(ScramMessages::isNonce);
    Optional<Base64Text> salt = attributes.value(1, 's').flatMap(ScramMessages::base64);
    Optional<String> count = attributes.value(2, 'i').filter(ScramMessages::isPositiveNumber);
    return nonce.isEmpty() || salt.isEmpty() || count.isEmpty()
        ? Optional.empty()
        : Optional.of(new ServerFirst(nonce.get(), salt.get(), number(count.get())));
  }

  static Optional<ClientFinal> parseClientFinal(byte[] message) {
    String text = text(message).orElse("");
    Attributes attributes = Attributes.parse(text);
    int last = attributes.count() - 1;
    Optional<Base64Text> binding = attributes.value(0, 'c').flatMap(ScramMessages::base64);
    Optional<String> nonce = attributes.value(1, 'r').filter(ScramMessages::isNonce);
    Optional<Base64Text> proof = attributes.value(last, 'p').flatMap(ScramMessages::base64);
    return binding.isEmpty() || nonce.isEmpty() || proof.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ClientFinal(
                text.substring(0, text.lastIndexOf(",p=")),
                binding.get(),
                nonce.get(),
                proof.get()));
  }

  static Optional<ServerFinal> parseServerFinal(byte[] message) {
    Attributes attributes = Attributes.parse(text(message).orElse(""));
    if (attributes.value(0, 'e').isPresent()) {
      return Optional.of(new ServerFinal(Optional.empty()));
    }
    return attributes
        .value(0, 'v')
        .flatMap(ScramMessages::base64)
        .map(signature -> new ServerFinal(Optional.of(signature)));
  }

  /** What the {@code c} attribute of the client's second message has in base64 (5802-C2-1). */
  static byte[] channelBinding(Gs2Header header, byte[] data) {
    byte[] text = header.text().getBytes(StandardCharsets.UTF_8);
    byte[] input = Arrays.copyOf(text, text.length + data.length);
    System.arraycopy(data, 0, input, text.length, data.length);
    return input;
  }

  private static Optional<String> text(byte[] message) {
    return message.length <= MAX_OCTETS && Utf8.isWellFormed(message, 0, message.length)
        ? Optional.of(new String(message, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static Optional<Base64Text> base64(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    return StrictBase64.decode(text, 0, text.length).map(Secret::reveal).map(Base64Text::new);
  }

  static String base64(byte[] octets) {
    return new String(StrictBase64.encode(octets), StandardCharsets.US_ASCII);
  }

  /** 5802-NONCE-1; the comma is gone already. */
  private static boolean isNonce(String value) {
    return value.chars().allMatch(c -> c >= 0x21 && c <= 0x7E);
  }

  private static boolean isPositiveNumber(String value) {
    return value.charAt(0) != '0' && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long number(String digits) {
    return digits.length() > MAX_COUNT_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  /** The attributes of a message in their order; none at all if one is malformed. */
  private static final class Attributes {
    private final List<String> attributes;

    private Attributes(List<String> attributes) {
      this.attributes = attributes;
    }

    static Attributes parse(String text) {
      List<String> attributes = new ArrayList<>();
      boolean[] seen = new boolean[0x80];
      for (String attribute : text.split(",", -1)) {
        if (attribute.length() < 3 || attribute.charAt(1) != '=' || attribute.indexOf(0) >= 0) {
          return new Attributes(List.of());
        }
        char letter = attribute.charAt(0);
        boolean legal = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
        if (!legal || letter == 'm' || seen[letter]) {
          return new Attributes(List.of());
        }
        seen[letter] = true;
        attributes.add(attribute);
      }
      return new Attributes(attributes);
    }

    int count() {
      return attributes.size();
    }

    Optional<String> value(int index, char letter) {
      return index >= 0 && index < attributes.size() && attributes.get(index).charAt(0) == letter
          ? Optional.of(attributes.get(index).substring(2))
          : Optional.empty();
    }
  }
}
