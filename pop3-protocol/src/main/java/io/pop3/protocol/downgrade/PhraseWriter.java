package io.pop3.protocol.downgrade;

import io.pop3.protocol.downgrade.Token.Kind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes words of which some go beyond ASCII. Those become encoded-words, together with the blanks
 * between them, since a reader drops blanks between encoded-words (RFC 2047 section 6.2); all
 * others stay as they are.
 */
final class PhraseWriter {

  private static final Pattern ENCODED_WORD = Pattern.compile("=\\?[^?]+\\?[^?]\\?[^?]*\\?=");

  private final List<Token> tokens;
  private final StringBuilder out;
  private boolean behindEncoded;

  private PhraseWriter(List<Token> tokens, StringBuilder out) {
    this.tokens = tokens;
    this.out = out;
  }

  static void write(List<Token> tokens, StringBuilder out) {
    new PhraseWriter(tokens, out).write();
  }

  private void write() {
    int i = 0;
    while (i < tokens.size()) {
      Token token = tokens.get(i);
      if (token.isAscii()) {
        writeAscii(token);
        i++;
      } else if (token.is(Kind.COMMENT)) {
        writeComment(token);
        i++;
      } else {
        int end = endOfRun(i);
        writeRun(i, end);
        i = end;
      }
    }
  }

  private void writeAscii(Token token) {
    if (behindEncoded && !token.is(Kind.SPACE) && !token.is(Kind.SPECIAL)) {
      out.append(' ');
    }
    behindEncoded = false;
    out.append(token.raw());
  }

  private void writeComment(Token comment) {
    separate();
    out.append('(');
    write(Lexer.comment(comment.inner()), out);
    out.append(')');
    behindEncoded = false;
  }

  /** Behind the last of the words beyond ASCII that stand together. */
  private int endOfRun(int start) {
    int end = start + 1;
    while (true) {
      int next = end < tokens.size() && tokens.get(end).is(Kind.SPACE) ? end + 1 : end;
      if (next >= tokens.size()
          || tokens.get(next).isAscii()
          || tokens.get(next).is(Kind.COMMENT)) {
        return end;
      }
      end = next + 1;
    }
  }

  private void writeRun(int start, int end) {
    StringBuilder text = new StringBuilder();
    if (start > 1 && tokens.get(start - 1).is(Kind.SPACE) && isEncodedWord(start - 2)) {
      text.append(tokens.get(start - 1).text());
    }
    for (int i = start; i < end; i++) {
      text.append(tokens.get(i).text());
    }
    if (end + 1 < tokens.size() && tokens.get(end).is(Kind.SPACE) && isEncodedWord(end + 1)) {
      text.append(tokens.get(end).text());
    }
    separate();
    EncodedWords.append(text.toString(), out);
    behindEncoded = true;
  }

  private boolean isEncodedWord(int i) {
    return ENCODED_WORD.matcher(tokens.get(i).raw()).matches();
  }

  /** An encoded-word stands apart from what is before it, but for a parenthesis. */
  private void separate() {
    if (out.length() > 0 && " \t\n(".indexOf(out.charAt(out.length() - 1)) < 0) {
      out.append(' ');
    }
  }
}
