package io.pop3.protocol.downgrade;

import io.pop3.protocol.downgrade.Token.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Rewrites one header field that goes beyond ASCII; one char stands for one octet. */
final class FieldRewriter {

  private FieldRewriter() {}

  /**
   * Rewrites a field, or a piece of a long one.
   *
   * @param field the field with its line ends
   * @param isBeginning whether the piece begins with the field's name
   * @return the field in ASCII, never without its line end; nothing if it can't be shown, which
   *     happens to beginnings alone
   */
  static Optional<String> rewrite(String field, FieldSyntax syntax, boolean isBeginning) {
    int start = isBeginning ? FieldSyntax.bodyStart(field) : 0;
    int end = contentEnd(field);
    StringBuilder out = new StringBuilder(field.length() * 2).append(field, 0, start);
    String body = field.substring(start, end);
    boolean shown =
        switch (syntax) {
          case UNSTRUCTURED -> writeUnstructured(body, out);
          case ADDRESSES -> AddressWriter.write(body, out);
          case PATH -> AddressWriter.writePath(body, out);
          case PHRASES -> writeTokens(body, token -> !token.is(Kind.ANGLE), out);
          case PARAMETERS -> ParameterWriter.write(body, out);
          case TOKENS -> writeTokens(body, token -> token.is(Kind.COMMENT), out);
        };
    return shown
        ? Optional.of(out.append(field, end, field.length()).toString())
        : Optional.empty();
  }

  /** Where the last line end begins. */
  private static int contentEnd(String field) {
    int end = field.length();
    if (field.endsWith("\n")) {
      end--;
      if (field.endsWith("\r\n")) {
        end--;
      }
    }
    return end;
  }

  private static boolean writeUnstructured(String body, StringBuilder out) {
    PhraseWriter.write(Lexer.unstructured(body), out);
    return true;
  }

  private static boolean writeTokens(
      String body, Predicate<Token> mayBeEncoded, StringBuilder out) {
    List<Token> tokens = Lexer.addresses(body);
    if (!tokens.stream().allMatch(mayBeEncoded.or(Token::isAscii))) {
      return false;
    }
    PhraseWriter.write(tokens, out);
    return true;
  }
}
