package io.pop3.protocol.testkit;

import java.util.List;

/**
 * What a client says in one session, line by line: good commands and bad ones, in any state.
 *
 * @param lines the lines without their line ends
 */
public record Dialogue(List<OctetString> lines) {

  /** Copies the list. */
  public Dialogue {
    lines = List.copyOf(lines);
  }

  /**
   * A dialogue by its lines.
   *
   * @param lines what the client says, with escapes as in {@link OctetString#parse}
   * @return the dialogue
   */
  public static Dialogue of(String... lines) {
    return new Dialogue(List.of(lines).stream().map(OctetString::parse).toList());
  }

  /**
   * The dialogue line by line, as a client that waits would send it.
   *
   * @return the lines, each with its CRLF
   */
  public List<OctetString> pieces() {
    return lines.stream().map(line -> line.plus(OctetString.CRLF)).toList();
  }

  /**
   * The whole dialogue, as a client that pipelines would send it.
   *
   * @return every line with its CRLF
   */
  public OctetString octets() {
    return OctetString.join(pieces());
  }
}
