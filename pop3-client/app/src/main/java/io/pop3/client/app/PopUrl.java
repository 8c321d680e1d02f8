package io.pop3.client.app;

import io.pop3.client.ConnectionSecurity;
import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.UserName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A POP URL (RFC 2384): {@code pop://user@host:port/}, and {@code pops://} for TLS from the first
 * octet. It names no password: arguments of a program are for everybody to see. A mechanism ({@code
 * ;AUTH=}) may only be {@code *}: the best one is chosen.
 *
 * @param security how the connection is protected
 * @param user the mailbox
 * @param host the server
 * @param port the port; empty for the standard one
 */
record PopUrl(ConnectionSecurity security, UserName user, String host, OptionalInt port) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?i:(pops?)://)([^@/:;]+)(?:;(?i:AUTH)=\\*)?@(\\[[0-9A-Fa-f:.]+]|[^@/:\\[\\]]+)(?::(\\d{1,5}))?/?");
  private static final int MAX_PORT = 65_535;
  private static final String EXPECTED = "pop://user@host:port/ or pops://user@host/";

  /**
   * Reads a URL.
   *
   * @throws UserErrorException if this is none; a password in it is not shown
   */
  static PopUrl parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new UserErrorException("URL: " + shown(text) + " (expected: " + EXPECTED + ")");
    }
    String user = decoded(matcher.group(2));
    if (!UserName.isValid(user)) {
      throw new UserErrorException(
          "user of URL: " + Printable.of(user) + " (expected: a user name)");
    }
    boolean tls = matcher.group(1).length() == "pops".length();
    String host = matcher.group(3).replace("[", "").replace("]", "");
    return new PopUrl(
        tls ? ConnectionSecurity.IMPLICIT_TLS : ConnectionSecurity.STLS,
        new UserName(user),
        host,
        port(matcher.group(4)));
  }

  private static OptionalInt port(@Nullable String digits) {
    if (digits == null) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(digits);
    if (port < 1 || port > MAX_PORT) {
      throw new UserErrorException("port: " + port + " (expected: 1 to " + MAX_PORT + ")");
    }
    return OptionalInt.of(port);
  }

  /** What stands between a colon and the host may be a password. */
  private static String shown(String text) {
    return Printable.of(text.replaceAll("(://[^:@]*):[^@]*@", "$1:(not shown)@"));
  }

  private static String decoded(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      String digits = text.substring(i + 1, Math.min(i + 3, text.length()));
      if (!digits.matches("[0-9A-Fa-f]{2}")) {
        throw new UserErrorException("URL: %" + digits + " (expected: two hexadecimal digits)");
      }
      octets.write(Integer.parseInt(digits, 16));
      i += 2;
    }
    return octets.toString(StandardCharsets.UTF_8);
  }
}
