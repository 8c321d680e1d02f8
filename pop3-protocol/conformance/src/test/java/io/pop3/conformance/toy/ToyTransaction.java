package io.pop3.conformance.toy;

import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.toy.ToyMaildrop.Message;
import io.pop3.conformance.toy.ToyOptions.Utf8Policy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The commands of the TRANSACTION state. */
final class ToyTransaction {

  private static final String NO_SUCH = "-ERR no such message\r\n";

  private final ToySession session;

  ToyTransaction(ToySession session) {
    this.session = session;
  }

  String handle(String verb, List<String> arguments) {
    boolean extended = session.server().options().extensions();
    return switch (verb + arguments.size()) {
      case "STAT0" -> stat();
      case "NOOP0" -> "+OK nothing\r\n";
      case "RSET0" -> rset();
      case "LIST0" -> ToySession.listing("sizes", lines(this::sizeOf));
      case "LIST1" -> one(arguments.get(0), this::sizeOf);
      case "UIDL0" -> extended ? ToySession.listing("ids", lines(this::uidOf)) : unknown();
      case "UIDL1" -> extended ? one(arguments.get(0), this::uidOf) : unknown();
      case "RETR1" -> retr(arguments.get(0));
      case "TOP2" -> extended ? top(arguments.get(0), arguments.get(1)) : unknown();
      case "DELE1" -> dele(arguments.get(0));
      default -> unknown();
    };
  }

  private String unknown() {
    return session.bad("unknown, or not after the login");
  }

  private ToyBehavior behavior() {
    return session.server().behavior();
  }

  private interface Item {
    String of(Message message);
  }

  private String sizeOf(Message message) {
    return Long.toString(behavior().size(session, wire(message)));
  }

  private String uidOf(Message message) {
    return behavior().uid(session, message);
  }

  private List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 1; number <= session.snapshot().size(); number++) {
      if (!session.marked().contains(number)) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private Message message(int number) {
    return session.snapshot().get(number - 1);
  }

  private Optional<Integer> find(String text) {
    OptionalInt number = behavior().number(text, session.snapshot().size());
    return number.isPresent() && !session.marked().contains(number.getAsInt())
        ? Optional.of(number.getAsInt())
        : Optional.empty();
  }

  private List<String> lines(Item item) {
    return numbers().stream().map(number -> number + " " + item.of(message(number))).toList();
  }

  private String one(String text, Item item) {
    return find(text)
        .map(number -> "+OK " + number + " " + item.of(message(number)) + "\r\n")
        .orElse(NO_SUCH);
  }

  private String stat() {
    long octets =
        numbers().stream().mapToLong(n -> behavior().size(session, wire(message(n)))).sum();
    return "+OK " + numbers().size() + " " + octets + "\r\n";
  }

  private String rset() {
    session.marked().clear();
    return "+OK nothing is marked\r\n";
  }

  private String dele(String text) {
    return find(text)
        .map(
            number -> {
              session.marked().add(number);
              return "+OK marked\r\n";
            })
        .orElse(NO_SUCH);
  }

  private String retr(String text) {
    return find(text).map(number -> body(number, wire(message(number)))).orElse(NO_SUCH);
  }

  private String top(String text, String count) {
    Optional<BigInteger> lines = behavior().lines(count);
    if (lines.isEmpty()) {
      return session.bad("TOP message lines");
    }
    return find(text)
        .map(number -> body(number, behavior().top(wire(message(number)), lines.get())))
        .orElse(NO_SUCH);
  }

  private String body(int number, String wire) {
    Message message = message(number);
    if (!session.server().maildrop().contains(message)) {
      return "-ERR [SYS/TEMP] gone\r\n";
    }
    if (needsUtf8(message) && session.server().options().utf8Policy() == Utf8Policy.REJECT) {
      return "-ERR [UTF8] say UTF8 first\r\n";
    }
    return "+OK message follows\r\n" + behavior().encode(wire);
  }

  private boolean needsUtf8(Message message) {
    String header = header(behavior().wire(session, message.octets()));
    return !session.isUtf8() && !Octets.isAscii(header) && header.contains(": ");
  }

  private String header(String wire) {
    int length = behavior().headerLength(wire);
    return length < 0 ? wire : wire.substring(0, length);
  }

  private String wire(Message message) {
    String wire = behavior().wire(session, message.octets());
    if (!needsUtf8(message)) {
      return wire;
    }
    String header = header(wire);
    return header.replaceAll("[^\\x00-\\x7F]", "?") + wire.substring(header.length());
  }
}
