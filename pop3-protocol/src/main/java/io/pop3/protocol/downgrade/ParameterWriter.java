package io.pop3.protocol.downgrade;

import io.pop3.protocol.downgrade.Token.Kind;
import io.pop3.protocol.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the parameters of MIME fields: values beyond ASCII in the form of RFC 2231, in sections if
 * they are long. A parameter that has no legal name, that is split or encoded already, or that
 * stands beside its encoded form, is left out.
 */
final class ParameterWriter {

  private static final int MAX_SECTION = 60;
  private static final String SAFE = "!#$&+-.^_`{|}~";
  private static final String HEX = "0123456789ABCDEF";

  private final Set<String> encodedNames;
  private final StringBuilder out;

  private ParameterWriter(Set<String> encodedNames, StringBuilder out) {
    this.encodedNames = encodedNames;
    this.out = out;
  }

  /**
   * Writes the body of a MIME field.
   *
   * @return false if it can't be shown, since its first word goes beyond ASCII
   */
  static boolean write(String body, StringBuilder out) {
    List<List<Token>> parts = parts(Lexer.parameters(body));
    List<Token> value = parts.get(0);
    if (value.stream().anyMatch(token -> !token.isAscii() && !token.is(Kind.COMMENT))) {
      return false;
    }
    PhraseWriter.write(value, out);
    List<List<Token>> parameters = parts.subList(1, parts.size());
    Set<String> encodedNames =
        parameters.stream()
            .map(ParameterWriter::name)
            .filter(name -> name.indexOf('*') >= 0)
            .map(name -> name.substring(0, name.indexOf('*')))
            .collect(Collectors.toSet());
    ParameterWriter writer = new ParameterWriter(encodedNames, out);
    parameters.forEach(writer::writeParameter);
    return true;
  }

  private static List<List<Token>> parts(List<Token> tokens) {
    List<List<Token>> parts = new ArrayList<>();
    parts.add(new ArrayList<>());
    for (Token token : tokens) {
      if (token.is(Kind.SPECIAL)) {
        parts.add(new ArrayList<>());
      } else {
        parts.get(parts.size() - 1).add(token);
      }
    }
    return parts;
  }

  /** What stands before the equals sign, in lower case. */
  private static String name(List<Token> parameter) {
    String text = text(parameter);
    return text.substring(0, Math.max(0, text.indexOf('='))).strip().toLowerCase(Locale.ROOT);
  }

  /** The parameter without comments and folds, its quoted text as it is meant. */
  private static String text(List<Token> parameter) {
    StringBuilder text = new StringBuilder();
    for (Token token : parameter) {
      if (!token.is(Kind.COMMENT)) {
        text.append(token.text());
      }
    }
    return text.toString();
  }

  private void writeParameter(List<Token> parameter) {
    if (parameter.stream().allMatch(Token::isAscii)) {
      out.append(';').append(Token.join(parameter));
      return;
    }
    String name = name(parameter);
    boolean isLegal = !name.isEmpty() && name.indexOf('*') < 0 && Token.isAscii(name);
    if (!isLegal || encodedNames.contains(name)) {
      return;
    }
    String text = text(parameter);
    String value = text.substring(text.indexOf('=') + 1).strip();
    if (parameter.get(0).is(Kind.SPACE)) {
      out.append(';').append(parameter.get(0).raw());
    } else {
      out.append(';');
    }
    writeValue(name, value.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void writeValue(String name, byte[] value) {
    String charset = Utf8.isWellFormed(value, 0, value.length) ? "utf-8" : "unknown-8bit";
    List<String> sections = sections(value);
    for (int i = 0; i < sections.size(); i++) {
      out.append(i == 0 ? "" : ";\r\n ").append(name);
      out.append(sections.size() == 1 ? "" : "*" + i).append("*=");
      out.append(i == 0 ? charset + "''" : "").append(sections.get(i));
    }
  }

  private static List<String> sections(byte[] value) {
    List<String> sections = new ArrayList<>();
    StringBuilder section = new StringBuilder();
    for (byte octet : value) {
      if (section.length() >= MAX_SECTION) {
        sections.add(section.toString());
        section.setLength(0);
      }
      if (isSafe(octet)) {
        section.append((char) octet);
      } else {
        section.append('%').append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
      }
    }
    sections.add(section.toString());
    return sections;
  }

  private static boolean isSafe(byte octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || SAFE.indexOf(octet) >= 0;
  }
}
