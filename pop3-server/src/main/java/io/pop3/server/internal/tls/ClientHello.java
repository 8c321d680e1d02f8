package io.pop3.server.internal.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a client says first (RFC 8446 section 4.1.2), as far as it decides which certificate to
 * show.
 *
 * @param host the host name it asks for, in lower case (RFC 6066 section 3)
 * @param cipherSuites what it understands
 * @param signatures the signature schemes it understands; empty if it does not say
 * @param tls13 whether it understands TLS 1.3, where cipher suites do not depend on the key
 */
public record ClientHello(
    Optional<String> host, Set<Integer> cipherSuites, Set<Integer> signatures, boolean tls13) {

  /** A client of which nothing is known. */
  public static final ClientHello UNKNOWN =
      new ClientHello(Optional.empty(), Set.of(), Set.of(), false);

  private static final int VERSION_AND_RANDOM = 2 + 32;
  private static final int SERVER_NAME = 0;
  private static final int SIGNATURE_ALGORITHMS = 13;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int HOST_NAME = 0;
  private static final int TLS_1_3 = 0x0304;

  /** Copies the sets. */
  public ClientHello {
    cipherSuites = Set.copyOf(cipherSuites);
    signatures = Set.copyOf(signatures);
  }

  /**
   * Reads a ClientHello. Whether it is well-formed is for the TLS implementation to say.
   *
   * @param message the message behind its type and length; the position moves
   * @return what was understood
   */
  public static ClientHello parse(ByteBuffer message) {
    try {
      message.position(message.position() + VERSION_AND_RANDOM);
      take(message, message.get() & 0xFF);
      Set<Integer> suites = numbers(take(message, message.getShort() & 0xFFFF));
      take(message, message.get() & 0xFF);
      Optional<String> host = Optional.empty();
      Set<Integer> signatures = Set.of();
      boolean tls13 = false;
      ByteBuffer extensions =
          message.hasRemaining() ? take(message, message.getShort() & 0xFFFF) : message;
      while (extensions.hasRemaining()) {
        int type = extensions.getShort() & 0xFFFF;
        ByteBuffer content = take(extensions, extensions.getShort() & 0xFFFF);
        switch (type) {
          case SERVER_NAME -> host = host(take(content, content.getShort() & 0xFFFF));
          case SIGNATURE_ALGORITHMS ->
              signatures = numbers(take(content, content.getShort() & 0xFFFF));
          case SUPPORTED_VERSIONS ->
              tls13 = numbers(take(content, content.get() & 0xFF)).contains(TLS_1_3);
          default -> {
            // Does not matter here.
          }
        }
      }
      return new ClientHello(host, suites, signatures, tls13);
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return UNKNOWN;
    }
  }

  private static ByteBuffer take(ByteBuffer from, int octets) {
    ByteBuffer taken = from.slice(from.position(), octets);
    from.position(from.position() + octets);
    return taken;
  }

  private static Set<Integer> numbers(ByteBuffer list) {
    Set<Integer> numbers = new HashSet<>();
    while (list.hasRemaining()) {
      numbers.add(list.getShort() & 0xFFFF);
    }
    return numbers;
  }

  private static Optional<String> host(ByteBuffer names) {
    while (names.hasRemaining()) {
      int type = names.get();
      ByteBuffer name = take(names, names.getShort() & 0xFFFF);
      if (type == HOST_NAME) {
        return Optional.of(
            StandardCharsets.ISO_8859_1.decode(name).toString().toLowerCase(Locale.ROOT));
      }
    }
    return Optional.empty();
  }
}
