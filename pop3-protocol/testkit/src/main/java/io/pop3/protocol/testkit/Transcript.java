package io.pop3.protocol.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * A recorded dialogue, in the notation of the RFCs: a line is {@code C: } or {@code S: } and what
 * client or server says, CRLF left out, other octets escaped as in {@link OctetString#parse}. In a
 * server's line {@code ...} at the end stands for any text. Empty lines and lines that begin with
 * {@code #} say nothing.
 *
 * <pre>{@code
 * S: +OK...
 * C: STAT
 * S: -ERR...
 * C: QUIT
 * S: +OK...
 * }</pre>
 *
 * @param turns who says what, in order
 */
public record Transcript(List<Turn> turns) {

  private static final String ANY_TEXT = "...";

  /**
   * A line of a dialogue.
   *
   * @param client whether the client says it, else the server
   * @param line the line without its line end
   * @param anyEnd whether any text may follow; only for the server
   */
  public record Turn(boolean client, OctetString line, boolean anyEnd) {

    private boolean matches(OctetString said) {
      return anyEnd ? said.startsWith(line) : said.equals(line);
    }

    @Override
    public String toString() {
      String text = line.escaped();
      if (anyEnd) {
        return "S: " + text + ANY_TEXT;
      }
      // Dots that are meant must not be read as any text.
      boolean dots = !client && text.endsWith(ANY_TEXT);
      return (client ? "C: " : "S: ")
          + (dots ? text.substring(0, text.length() - 1) + "\\x2E" : text);
    }
  }

  /** Copies the list. */
  public Transcript {
    turns = List.copyOf(turns);
  }

  /**
   * Reads a transcript.
   *
   * @param text lines of a dialogue
   * @return the transcript
   * @throws IllegalArgumentException if a line begins with neither {@code C: } nor {@code S: }, or
   *     an escape is unknown
   */
  public static Transcript parse(String text) {
    return new Transcript(
        text.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Transcript::turn)
            .toList());
  }

  private static Turn turn(String line) {
    boolean client = line.startsWith("C:");
    if (!client && !line.startsWith("S:")) {
      throw new IllegalArgumentException("transcript: " + line + " (expected: C: or S: in front)");
    }
    String said = line.length() > 3 ? line.substring(3) : "";
    boolean anyEnd = !client && said.endsWith(ANY_TEXT);
    String exact = anyEnd ? said.substring(0, said.length() - ANY_TEXT.length()) : said;
    return new Turn(client, OctetString.parse(exact), anyEnd);
  }

  /**
   * Records what a server says to a client that waits for each reply. Holds one conversation more
   * than there are lines, each a line longer than the one before.
   *
   * @param server the server
   * @param dialogue what the client says
   * @return client and server, line by line
   */
  public static Transcript record(ServerUnderTest server, Dialogue dialogue) {
    List<Turn> turns = new ArrayList<>();
    int known = 0;
    for (int count = 0; count <= dialogue.lines().size(); count++) {
      List<OctetString> said = dialogue.pieces().subList(0, count);
      if (count > 0) {
        turns.add(new Turn(true, dialogue.lines().get(count - 1), false));
      }
      List<OctetString> lines = lines(server.converse(said));
      for (OctetString line : lines.subList(Math.min(known, lines.size()), lines.size())) {
        turns.add(new Turn(false, line, false));
      }
      known = lines.size();
    }
    return new Transcript(turns);
  }

  /**
   * Plays the client's part to a server and compares what it says.
   *
   * @param server the server
   * @throws AssertionError at the first line that differs
   */
  public void replayTo(ServerUnderTest server) {
    List<OctetString> pieces = dialogue().pieces();
    List<OctetString> said = lines(server.converse(pieces));
    List<Turn> expected = turns.stream().filter(turn -> !turn.client()).toList();
    for (int i = 0; i < Math.max(said.size(), expected.size()); i++) {
      String actual = i < said.size() ? said.get(i).toString() : "nothing";
      if (i >= expected.size()) {
        throw new AssertionError("line " + (i + 1) + ": " + actual + " (expected: nothing)");
      }
      if (i >= said.size() || !expected.get(i).matches(said.get(i))) {
        throw new AssertionError(
            "line " + (i + 1) + ": " + actual + " (expected: " + expected.get(i) + ")");
      }
    }
  }

  private static List<OctetString> lines(OctetString output) {
    List<OctetString> lines = new ArrayList<>();
    for (String line : output.toLatin1().split("\r\n", -1)) {
      lines.add(OctetString.ofLatin1(line));
    }
    return lines.get(lines.size() - 1).isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
  }

  /**
   * The client's part.
   *
   * @return its lines
   */
  public Dialogue dialogue() {
    return new Dialogue(turns.stream().filter(Turn::client).map(Turn::line).toList());
  }

  /**
   * The server's part, for a client under test; text that may be anything is left out.
   *
   * @return its lines with their CRLF
   */
  public OctetString serverOctets() {
    return OctetString.join(
        turns.stream()
            .filter(turn -> !turn.client())
            .map(turn -> turn.line().plus(OctetString.CRLF))
            .toList());
  }

  /** The transcript as {@link #parse} reads it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    turns.forEach(turn -> text.append(turn).append('\n'));
    return text.toString();
  }
}
