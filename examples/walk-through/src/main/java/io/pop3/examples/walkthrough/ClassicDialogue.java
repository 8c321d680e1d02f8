package io.pop3.examples.walkthrough;

import java.io.IOException;

/** The text book's dialogue, and a second session that shows what the first one removed. */
final class ClassicDialogue {

  private ClassicDialogue() {}

  /** Reads both messages and deletes the first; nothing is gone before QUIT. */
  static String firstSession(int port) throws IOException {
    return session(
        port,
        "USER " + Mailbox.USER,
        "PASS " + Mailbox.PASSWORD,
        "STAT",
        "LIST",
        "RETR 1",
        "DELE 1",
        "RETR 2",
        "QUIT");
  }

  /** What is left has a new number; deleting it empties the maildrop. */
  static String secondSession(int port) throws IOException {
    return session(
        port, "USER " + Mailbox.USER, "PASS " + Mailbox.PASSWORD, "STAT", "LIST", "DELE 1", "QUIT");
  }

  private static String session(int port, String... commands) throws IOException {
    StringBuilder transcript = new StringBuilder();
    try (Dialogue dialogue = new Dialogue(port, transcript)) {
      for (String command : commands) {
        dialogue.say(command);
      }
    }
    return transcript.toString();
  }
}
