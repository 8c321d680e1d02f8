package io.pop3.client.app;

import io.pop3.client.Transaction;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Printable;
import io.pop3.protocol.reply.UidLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages that were typed: numbers, which mean something else in every session, or {@code
 * uid:} and a unique-id, which does not (ledger 1939-NUM-6).
 */
final class Messages {

  static final String FORM = "a number, or uid: and a unique-id";

  private static final String UNIQUE_ID = "uid:";

  private Messages() {}

  /** Checks what was typed before anything is sent. */
  static void check(List<String> typed) {
    List<String> problems = new ArrayList<>();
    for (String text : typed) {
      if (!(text.startsWith(UNIQUE_ID) && text.length() > UNIQUE_ID.length()) && !isNumber(text)) {
        problems.add("message: " + Printable.of(text) + " (expected: " + FORM + ")");
      }
    }
    if (!problems.isEmpty()) {
      throw new UserErrorException(problems);
    }
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,9}") && Integer.parseInt(text) > 0;
  }

  /** Finds the messages in a session. */
  static List<MessageNumber> resolve(List<String> typed, Transaction mailbox) throws IOException {
    List<MessageNumber> numbers = new ArrayList<>();
    List<UidLine> listing = List.of();
    if (typed.stream().anyMatch(text -> text.startsWith(UNIQUE_ID))) {
      listing =
          mailbox
              .uidl()
              .orElseThrow(
                  () -> new UserErrorException("server: does not know UIDL (expected: numbers)"));
    }
    for (String text : typed) {
      numbers.add(
          text.startsWith(UNIQUE_ID)
              ? find(text.substring(UNIQUE_ID.length()), listing)
              : new MessageNumber(Integer.parseInt(text)));
    }
    return numbers;
  }

  private static MessageNumber find(String uniqueId, List<UidLine> listing) {
    List<MessageNumber> found =
        listing.stream()
            .filter(line -> line.uniqueId().equals(uniqueId))
            .map(UidLine::message)
            .toList();
    if (found.size() != 1) {
      throw new UserErrorException(
          "unique-id: "
              + Printable.of(uniqueId)
              + ": "
              + found.size()
              + " messages (expected: exactly one)");
    }
    return found.get(0);
  }
}
