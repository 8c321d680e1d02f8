package io.pop3.protocol.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A string of octets that can be compared, cut and read: {@link #toString()} shows what is not
 * printable ASCII as escapes, so that a failed property says what it failed on. Immutable.
 */
public final class OctetString {

  /** No octets at all. */
  public static final OctetString EMPTY = new OctetString(new byte[0]);

  /** The line end of POP3. */
  public static final OctetString CRLF = ofLatin1("\r\n");

  private static final int MAX_SHOWN = 2000;

  private final byte[] octets;

  private OctetString(byte[] octets) {
    this.octets = octets;
  }

  /**
   * Copies octets.
   *
   * @param octets any octets
   * @return the string
   */
  public static OctetString of(byte[] octets) {
    return new OctetString(octets.clone());
  }

  /**
   * Copies what was put into a buffer.
   *
   * @param buffer filled from its beginning to its position, which does not move
   * @return the octets before the position
   */
  public static OctetString writtenTo(ByteBuffer buffer) {
    byte[] octets = new byte[buffer.position()];
    buffer.get(0, octets);
    return new OctetString(octets);
  }

  /**
   * One octet for each character.
   *
   * @param text characters up to U+00FF
   * @return the string
   * @throws IllegalArgumentException if a character is beyond U+00FF
   */
  public static OctetString ofLatin1(String text) {
    byte[] octets = new byte[text.length()];
    for (int i = 0; i < octets.length; i++) {
      char c = text.charAt(i);
      if (c > 0xFF) {
        throw new IllegalArgumentException(
            String.format("character: U+%04X (expected: <= U+00FF)", (int) c));
      }
      octets[i] = (byte) c;
    }
    return new OctetString(octets);
  }

  /**
   * The UTF-8 form of a text.
   *
   * @param text any text
   * @return the string
   */
  public static OctetString ofUtf8(String text) {
    return new OctetString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads escapes: {@code \r}, {@code \n}, {@code \t}, {@code \0}, {@code \\}, {@code \"} and
   * {@code \xNN} for any octet. What is printable ASCII stands for itself.
   *
   * @param escaped text as {@link #escaped()} writes it
   * @return the string
   * @throws IllegalArgumentException if an escape is unknown or a character not printable ASCII
   */
  public static OctetString parse(String escaped) {
    return Escapes.parse(escaped);
  }

  /**
   * Joins strings.
   *
   * @param parts strings, in order
   * @return one string
   */
  public static OctetString join(List<OctetString> parts) {
    int size = parts.stream().mapToInt(OctetString::size).sum();
    ByteBuffer joined = ByteBuffer.allocate(size);
    parts.forEach(part -> joined.put(part.octets));
    return new OctetString(joined.array());
  }

  /**
   * This string and another.
   *
   * @param other what follows
   * @return both
   */
  public OctetString plus(OctetString other) {
    return join(List.of(this, other));
  }

  /**
   * A part of this string.
   *
   * @param start where it begins
   * @param end where it ends
   * @return the part
   * @throws IndexOutOfBoundsException if it is not within this string
   */
  public OctetString slice(int start, int end) {
    if (start < 0 || end > octets.length || start > end) {
      throw new IndexOutOfBoundsException(
          "slice: " + start + " to " + end + " (expected: within 0 to " + octets.length + ")");
    }
    return new OctetString(Arrays.copyOfRange(octets, start, end));
  }

  /**
   * Tells whether this string begins with another.
   *
   * @param prefix another string
   * @return whether it does
   */
  public boolean startsWith(OctetString prefix) {
    return holds(prefix, 0);
  }

  /**
   * Tells whether this string ends with another.
   *
   * @param suffix another string
   * @return whether it does
   */
  public boolean endsWith(OctetString suffix) {
    return holds(suffix, size() - suffix.size());
  }

  private boolean holds(OctetString part, int start) {
    int end = start + part.size();
    return start >= 0
        && end <= size()
        && Arrays.equals(octets, start, end, part.octets, 0, part.size());
  }

  /**
   * The number of octets.
   *
   * @return 0 or more
   */
  public int size() {
    return octets.length;
  }

  /**
   * Tells whether there are none.
   *
   * @return whether the size is 0
   */
  public boolean isEmpty() {
    return octets.length == 0;
  }

  /**
   * The octets.
   *
   * @return a copy
   */
  public byte[] toByteArray() {
    return octets.clone();
  }

  /**
   * The octets to read.
   *
   * @return a read-only buffer over all of them
   */
  public ByteBuffer toBuffer() {
    return ByteBuffer.wrap(octets).asReadOnlyBuffer();
  }

  /**
   * One character for each octet.
   *
   * @return characters up to U+00FF
   */
  public String toLatin1() {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  /**
   * The octets as printable ASCII, which {@link #parse} reads back.
   *
   * @return the escaped form, without quotes
   */
  public String escaped() {
    return Escapes.write(octets, octets.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OctetString that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** The escaped form in double quotes; of a very long string only the beginning. */
  @Override
  public String toString() {
    return octets.length <= MAX_SHOWN
        ? '"' + escaped() + '"'
        : '"' + Escapes.write(octets, MAX_SHOWN) + "\"... (" + octets.length + " octets)";
  }
}
