package io.pop3.examples.walkthrough;

import java.io.IOException;
import java.nio.file.Files;

/** Runs the walk-through and prints it. */
public final class WalkThrough {

  private WalkThrough() {}

  /**
   * Runs the walk-through.
   *
   * @param arguments none
   * @throws IOException if a connection fails
   */
  public static void main(String[] arguments) throws IOException {
    try (Mailbox mailbox = new Mailbox()) {
      System.out.println("The first session:\n");
      System.out.println(ClassicDialogue.firstSession(mailbox.port()));
      System.out.println("The second session, after UPDATE:\n");
      System.out.println(ClassicDialogue.secondSession(mailbox.port()));
    }
    try (Mailbox mailbox = new Mailbox()) {
      System.out.println("Three machines that keep mail on the server:\n");
      System.out.println(ThreeMachines.tell(mailbox, Files.createTempDirectory("pop3-machines")));
    }
  }
}
