package io.pop3.protocol.testkit;

import java.util.List;

/**
 * A mailbox to talk about: who may open it, and what is in it. Set your server up with one, and the
 * laws know what it must say.
 *
 * @param user the name to log in with, for USER
 * @param password the password, for PASS and as the shared secret of APOP
 * @param messages the messages in maildrop order
 */
public record SampleMailbox(String user, String password, List<StoredMessage> messages) {

  /** Copies the list. */
  public SampleMailbox {
    messages = List.copyOf(messages);
  }

  /**
   * A mailbox of user {@code user} with password {@code pencil}.
   *
   * @param messages their content, in maildrop order
   * @return the mailbox
   */
  public static SampleMailbox of(List<StoredMessage> messages) {
    return new SampleMailbox("user", "pencil", messages);
  }

  /**
   * The mailbox that {@link Dialogue dialogues} are drawn for: three small messages, one of them
   * with dots and without a last line end, one empty.
   *
   * @return the mailbox
   */
  public static SampleMailbox standard() {
    return of(
        List.of(
            message("Subject: one\n\nfirst\nsecond\n"),
            message("Subject: two\n\n.\n..\nno line end"),
            message("")));
  }

  private static StoredMessage message(String text) {
    return new StoredMessage(OctetString.ofLatin1(text));
  }

  /**
   * What LIST says of a message.
   *
   * @param number its number, from 1
   * @return octets
   */
  public long size(int number) {
    return WireModel.size(messages.get(number - 1).octets());
  }

  /**
   * What UIDL says of a message in a server set up for the laws.
   *
   * @param number its number, from 1
   * @return a unique-id
   */
  public String uniqueId(int number) {
    return "id-" + number;
  }

  @Override
  public String toString() {
    return "SampleMailbox[" + user + ", " + messages.size() + " messages]";
  }
}
