package io.pop3.protocol.downgrade;

import io.pop3.protocol.downgrade.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes lists of names and addresses. Names become encoded-words. An address beyond ASCII is of no
 * use to conventional mail, and what looked like it could be somebody else's: it becomes one that
 * nobody can have, and the true one is shown as part of the name.
 */
final class AddressWriter {

  private static final String NOBODY = "<invalid@internationalized-address.invalid>";

  private final StringBuilder out;

  private AddressWriter(StringBuilder out) {
    this.out = out;
  }

  /**
   * Writes the body of an address field.
   *
   * @return true: there is always something to show
   */
  static boolean write(String body, StringBuilder out) {
    AddressWriter writer = new AddressWriter(out);
    List<Token> element = new ArrayList<>();
    for (Token token : Lexer.addresses(body)) {
      if (token.is(Kind.SPECIAL)) {
        writer.writeElement(element);
        element.clear();
        out.append(token.raw());
      } else {
        element.add(token);
      }
    }
    writer.writeElement(element);
    return true;
  }

  /**
   * Writes the body of Return-Path, where no name may stand.
   *
   * @return true: there is always something to show
   */
  static boolean writePath(String body, StringBuilder out) {
    List<Token> tokens = Lexer.addresses(body);
    if (tokens.stream().allMatch(token -> token.isAscii() || token.is(Kind.COMMENT))) {
      PhraseWriter.write(tokens, out);
    } else {
      out.append(' ').append(NOBODY);
    }
    return true;
  }

  private void writeElement(List<Token> element) {
    int angle = indexOf(Kind.ANGLE, element);
    if (element.stream().allMatch(Token::isAscii)) {
      out.append(Token.join(element));
    } else if (angle >= 0 && !element.get(angle).isAscii()) {
      List<Token> name = new ArrayList<>(element.subList(0, angle));
      name.add(Token.word(element.get(angle).raw()));
      writeNobody(name, element.subList(angle + 1, element.size()));
    } else if (angle < 0 && isBareAddress(element)) {
      writeBareAddress(element);
    } else {
      PhraseWriter.write(element, out);
    }
  }

  private static int indexOf(Kind kind, List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is(kind)) {
        return i;
      }
    }
    return -1;
  }

  /** An address without angle brackets that goes beyond ASCII, not only its comments. */
  private static boolean isBareAddress(List<Token> element) {
    List<Token> words = element.stream().filter(AddressWriter::isAddressPart).toList();
    return words.stream().anyMatch(token -> token.is(Kind.WORD) && token.raw().indexOf('@') >= 0)
        && !words.stream().allMatch(Token::isAscii);
  }

  private static boolean isAddressPart(Token token) {
    return token.is(Kind.WORD) || token.is(Kind.QUOTED);
  }

  private void writeBareAddress(List<Token> element) {
    int first = 0;
    while (!isAddressPart(element.get(first))) {
      first++;
    }
    int last = element.size() - 1;
    while (!isAddressPart(element.get(last))) {
      last--;
    }
    PhraseWriter.write(element.subList(0, first), out);
    String address = Token.unfolded(Token.join(element.subList(first, last + 1)));
    writeNobody(List.of(Token.word(address)), element.subList(last + 1, element.size()));
  }

  private void writeNobody(List<Token> name, List<Token> rest) {
    PhraseWriter.write(name, out);
    out.append(' ').append(NOBODY);
    PhraseWriter.write(rest, out);
  }
}
