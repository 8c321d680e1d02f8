package io.pop3.client;

import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.UserName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A POP URL (RFC 2384): {@code pop://user;AUTH=mechanism@host:port}. Beyond the RFC, {@code pops}
 * stands for TLS from the first octet, and {@code pop3} and {@code pop3s} for the same two, as
 * other programs have them.
 *
 * <p>A URL has no password, and names a maildrop, not a message: a path other than {@code /} is
 * refused.
 *
 * @param implicitTls whether TLS begins with the first octet
 * @param user the user; empty if the URL names none
 * @param authentication how to log in: a SASL mechanism, or {@code +APOP}; empty for any
 * @param host the server, without brackets also for IPv6
 * @param port the port; empty for the usual one
 */
public record PopUrl(
    boolean implicitTls,
    Optional<UserName> user,
    Optional<String> authentication,
    String host,
    OptionalInt port) {

  private static final String EXPECTED = "pop://user@host, pop://user;AUTH=mechanism@host:port";
  private static final String AUTHENTICATION = ";AUTH=";

  /**
   * Reads a URL. Nothing of it is looked up, and nothing is sent.
   *
   * @param url the URL
   * @return its parts
   * @throws IllegalArgumentException if it is malformed or holds a password; the message shows no
   *     password
   */
  public static PopUrl parse(String url) {
    int colon = url.indexOf("://");
    String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
    boolean implicitTls =
        switch (scheme) {
          case "pop", "pop3" -> false;
          case "pops", "pop3s" -> true;
          default -> throw malformed("scheme", scheme);
        };
    String authority = withoutSlash(url.substring(colon + 3));
    int at = authority.lastIndexOf('@');
    String server = authority.substring(at + 1);
    String host = server;
    OptionalInt port = OptionalInt.empty();
    int portColon = server.indexOf(':', Math.max(server.indexOf(']'), 0));
    if (portColon >= 0) {
      host = server.substring(0, portColon);
      port = OptionalInt.of(port(server.substring(portColon + 1)));
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty()) {
      throw malformed("host", host);
    }
    return at < 0
        ? new PopUrl(implicitTls, Optional.empty(), Optional.empty(), host, port)
        : withUser(implicitTls, authority.substring(0, at), host, port);
  }

  private static PopUrl withUser(
      boolean implicitTls, String userPart, String host, OptionalInt port) {
    if (userPart.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "URL: has a password, not shown (expected: none, where every user of the machine can read it)");
    }
    int semicolon = userPart.indexOf(';');
    String user = semicolon < 0 ? userPart : userPart.substring(0, semicolon);
    Optional<String> authentication = Optional.empty();
    if (semicolon >= 0) {
      String parameter = userPart.substring(semicolon);
      if (!parameter.regionMatches(true, 0, AUTHENTICATION, 0, AUTHENTICATION.length())) {
        throw malformed("parameter", parameter);
      }
      String value = decode(parameter.substring(AUTHENTICATION.length()));
      authentication =
          Optional.of(value.toUpperCase(Locale.ROOT)).filter(mechanism -> !mechanism.equals("*"));
    }
    return new PopUrl(
        implicitTls, Optional.of(new UserName(decode(user))), authentication, host, port);
  }

  private static String withoutSlash(String authority) {
    int end = authority.endsWith("/") ? authority.length() - 1 : authority.length();
    String rest = authority.substring(0, end);
    if (rest.indexOf('/') >= 0 || rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "URL: goes on behind the server (expected: " + EXPECTED + ")");
    }
    return rest;
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > 65_535) {
      throw new IllegalArgumentException(
          "port of the URL: " + Printable.of(text) + " (expected: 1 to 65535)");
    }
    return Integer.parseInt(text);
  }

  /** Percent-encoded UTF-8. */
  private static String decode(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    int i = 0;
    while (i < text.length()) {
      int percent = text.indexOf('%', i);
      int end = percent < 0 ? text.length() : percent;
      octets.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
      i = end;
      if (percent >= 0) {
        if (percent + 3 > text.length()) {
          throw malformed("percent-encoding", text);
        }
        octets.write(HexFormat.fromHexDigits(text, percent + 1, percent + 3));
        i = percent + 3;
      }
    }
    return octets.toString(StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException malformed(String what, String value) {
    return new IllegalArgumentException(
        what + " of the URL: " + Printable.of(value) + " (expected: " + EXPECTED + ")");
  }
}
