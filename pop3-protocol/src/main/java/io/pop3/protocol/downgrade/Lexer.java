package io.pop3.protocol.downgrade;

import io.pop3.protocol.downgrade.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the body of a header field apart. Anything is accepted: what is opened and never closed
 * reaches to the end.
 */
final class Lexer {

  private final String text;
  private final String specials;
  private final String opening;
  private int position;

  /**
   * A lexer.
   *
   * @param specials what ends a word
   * @param opening those of them that begin a longer token
   */
  private Lexer(String text, String specials, String opening) {
    this.text = text;
    this.specials = specials;
    this.opening = opening;
  }

  /** Blanks and words alone. */
  static List<Token> unstructured(String text) {
    return new Lexer(text, "", "").tokens();
  }

  /** The inside of a comment: blanks, words, and the parentheses of comments within. */
  static List<Token> comment(String text) {
    return new Lexer(text, "()", "").tokens();
  }

  /** All kinds of tokens. */
  static List<Token> addresses(String text) {
    return new Lexer(text, "\"(<,;:", "\"(<").tokens();
  }

  /** All kinds but angle brackets; delimiters are semicolons. */
  static List<Token> parameters(String text) {
    return new Lexer(text, "\"(;", "\"(").tokens();
  }

  private List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    while (position < text.length()) {
      int start = position;
      Kind kind = next();
      tokens.add(new Token(kind, text.substring(start, position)));
    }
    return tokens;
  }

  private Kind next() {
    if (isSpace(position)) {
      while (isSpace(position)) {
        position++;
      }
      return Kind.SPACE;
    }
    char first = text.charAt(position);
    if (specials.indexOf(first) < 0) {
      word();
      return Kind.WORD;
    }
    if (opening.indexOf(first) < 0) {
      position++;
      return Kind.SPECIAL;
    }
    return switch (first) {
      case '"' -> enclosed('"', '"', Kind.QUOTED);
      case '(' -> enclosed('(', ')', Kind.COMMENT);
      default -> enclosed('<', '>', Kind.ANGLE);
    };
  }

  /** Where delimiters are, a backslash takes the meaning from them. */
  private void word() {
    while (position < text.length() && !isSpace(position) && !isSpecial(position)) {
      boolean escapes = !specials.isEmpty() && text.charAt(position) == '\\';
      position = Math.min(text.length(), position + (escapes ? 2 : 1));
    }
  }

  private boolean isSpecial(int i) {
    return specials.indexOf(text.charAt(i)) >= 0;
  }

  /** Blanks and the line ends of folds; a lone CR is neither. */
  private boolean isSpace(int i) {
    if (i >= text.length()) {
      return false;
    }
    char c = text.charAt(i);
    return c == ' '
        || c == '\t'
        || c == '\n'
        || (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n');
  }

  /** Comments may hold comments; angle brackets may hold quoted text. */
  private Kind enclosed(char open, char close, Kind kind) {
    int depth = 1;
    boolean quoted = false;
    position++;
    while (position < text.length() && depth > 0) {
      char c = text.charAt(position++);
      if (kind == Kind.ANGLE && c == '"') {
        quoted = !quoted;
      } else if (kind != Kind.ANGLE && c == '\\') {
        position = Math.min(text.length(), position + 1);
      } else if (!quoted && c == close) {
        depth--;
      } else if (kind == Kind.COMMENT && c == open) {
        depth++;
      }
    }
    return kind;
  }
}
