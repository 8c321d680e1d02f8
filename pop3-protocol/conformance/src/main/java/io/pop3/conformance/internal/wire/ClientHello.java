package io.pop3.conformance.internal.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The first message of a TLS 1.2 or older client (RFC 5246 section 7.4.1.2), written by hand: the
 * platform's TLS refuses to offer what a server must not accept.
 */
public final class ClientHello {

  /** TLS 1.0. */
  public static final int TLS_1_0 = 0x0301;

  /** TLS 1.1. */
  public static final int TLS_1_1 = 0x0302;

  /** TLS 1.2. */
  public static final int TLS_1_2 = 0x0303;

  private static final List<Integer> GROUPS = List.of(0x001D, 0x0017, 0x0018, 0x0019);
  private static final List<Integer> SIGNATURES =
      List.of(0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0201);

  /** The type of the extension that means extended_master_secret (RFC 7627). */
  public static final int EXTENDED_MASTER_SECRET = 0x0017;

  /** The type of the extension that means renegotiation_info (RFC 5746). */
  public static final int RENEGOTIATION_INFO = 0xFF01;

  /** The type of the extension that means truncated_hmac (RFC 6066). */
  public static final int TRUNCATED_HMAC = 0x0004;

  private ClientHello() {}

  /**
   * The octets of a hello, as one TLS record.
   *
   * @param version the newest version that the client has
   * @param suites the cipher suites it offers
   * @param compression whether it offers DEFLATE besides no compression
   */
  public static byte[] of(int version, List<Integer> suites, boolean compression) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    number(body, version, 2);
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    body.writeBytes(random);
    number(body, 0, 1);
    body.writeBytes(vector(2, numbers(suites)));
    body.writeBytes(vector(1, compression ? new byte[] {1, 0} : new byte[] {0}));
    body.writeBytes(vector(2, extensions(version)));

    ByteArrayOutputStream message = new ByteArrayOutputStream();
    number(message, 1, 1);
    message.writeBytes(vector(3, body.toByteArray()));

    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    number(packet, 0x16, 1);
    number(packet, TLS_1_0, 2);
    packet.writeBytes(vector(2, message.toByteArray()));
    return packet.toByteArray();
  }

  private static byte[] extensions(int version) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    extension(all, 0x000A, vector(2, numbers(GROUPS)));
    extension(all, 0x000B, vector(1, new byte[] {0}));
    if (version >= TLS_1_2) {
      extension(all, 0x000D, vector(2, numbers(SIGNATURES)));
    }
    extension(all, TRUNCATED_HMAC, new byte[0]);
    extension(all, EXTENDED_MASTER_SECRET, new byte[0]);
    extension(all, RENEGOTIATION_INFO, new byte[] {0});
    return all.toByteArray();
  }

  private static void extension(ByteArrayOutputStream out, int type, byte[] data) {
    number(out, type, 2);
    out.writeBytes(vector(2, data));
  }

  private static byte[] numbers(List<Integer> values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    values.forEach(value -> number(out, value, 2));
    return out.toByteArray();
  }

  private static byte[] vector(int lengthOctets, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    number(out, content.length, lengthOctets);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static void number(ByteArrayOutputStream out, int value, int octets) {
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
      out.write(value >>> shift);
    }
  }

  /**
   * What a server said to a hello.
   *
   * @param accepted whether it chose something
   * @param version the version it chose
   * @param suite the cipher suite it chose
   * @param compressed whether it chose a compression
   * @param extensions the types of its extensions
   */
  public record Answer(
      boolean accepted, int version, int suite, boolean compressed, List<Integer> extensions) {

    /** Copies the list. */
    public Answer {
      extensions = List.copyOf(extensions);
    }

    private static Answer refusal() {
      return new Answer(false, 0, 0, false, List.of());
    }
  }

  /**
   * Reads the answer: anything but a complete ServerHello is a refusal.
   *
   * @param octets the first TLS record that the server sent
   */
  public static Answer answer(String octets) {
    ByteBuffer in = ByteBuffer.wrap(Octets.bytes(octets));
    if (in.remaining() < 9 || in.get() != 0x16) {
      return Answer.refusal();
    }
    in.position(5);
    if (in.get() != 2) {
      return Answer.refusal();
    }
    int length = (in.get() & 0xFF) << 16 | (in.getShort() & 0xFFFF);
    if (in.remaining() < length || length < 38) {
      return Answer.refusal();
    }
    in.limit(in.position() + length);
    int version = in.getShort() & 0xFFFF;
    in.position(in.position() + 32);
    int session = 1 + (in.get(in.position()) & 0xFF);
    if (in.remaining() < session + 3) {
      return Answer.refusal();
    }
    in.position(in.position() + session);
    int suite = in.getShort() & 0xFFFF;
    boolean compressed = in.get() != 0;
    return new Answer(true, version, suite, compressed, extensionTypes(in));
  }

  private static List<Integer> extensionTypes(ByteBuffer in) {
    List<Integer> types = new ArrayList<>();
    if (in.remaining() >= 2) {
      in.getShort();
    }
    while (in.remaining() >= 4) {
      types.add(in.getShort() & 0xFFFF);
      int skip = in.getShort() & 0xFFFF;
      in.position(Math.min(in.limit(), in.position() + skip));
    }
    return types;
  }
}
