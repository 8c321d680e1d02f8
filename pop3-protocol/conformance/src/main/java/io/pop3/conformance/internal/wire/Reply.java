package io.pop3.conformance.internal.wire;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One reply of a server.
 *
 * @param command what it answers, as may be shown
 * @param status its indicator
 * @param line its first line without CRLF
 * @param lines the further lines of a multi-line reply without CRLF and stuffing
 */
public record Reply(String command, Status status, String line, List<String> lines) {

  /** The indicators of RFC 1939 section 3 and RFC 5034 section 4. */
  public enum Status {
    /** {@code +OK}. */
    OK,
    /** {@code -ERR}. */
    ERR,
    /** {@code +} inside of an AUTH exchange. */
    CONTINUE
  }

  private static final Pattern CODE = Pattern.compile("\\[([!-.0-\\\\^-~]+(?:/[!-.0-\\\\^-~]+)*)]");

  /** Copies the lines. */
  public Reply {
    lines = List.copyOf(lines);
  }

  /** Whether the indicator is {@code +OK}. */
  public boolean positive() {
    return status == Status.OK;
  }

  /** What follows the indicator and its space. */
  public String text() {
    int space = line.indexOf(' ');
    return space < 0 ? "" : line.substring(space + 1);
  }

  /** The response code at the start of the text without its brackets, in upper case. */
  public Optional<String> code() {
    Matcher matcher = CODE.matcher(text());
    return matcher.lookingAt()
        ? Optional.of(matcher.group(1).toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  /** Whether the response code is this one or a refinement of it. */
  public boolean hasCode(String code) {
    return code().filter(c -> c.equals(code) || c.startsWith(code + "/")).isPresent();
  }

  /** The data of a multi-line reply: its lines, each with its CRLF. */
  public String data() {
    StringBuilder data = new StringBuilder();
    for (String each : lines) {
      data.append(each).append("\r\n");
    }
    return data.toString();
  }

  /** The reply as a report shows it. */
  public String shown() {
    String rest = lines.isEmpty() ? "" : " and " + lines.size() + " lines";
    return Octets.show(line) + rest + " to " + command;
  }
}
