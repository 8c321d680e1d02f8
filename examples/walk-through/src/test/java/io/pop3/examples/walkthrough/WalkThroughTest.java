package io.pop3.examples.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkThroughTest {

  @Test
  void theDialoguesAreThoseOfTheReadme() throws Exception {
    String readme = Files.readString(Path.of("..", "..", "README.md"));
    try (Mailbox mailbox = new Mailbox()) {
      assertThat(readme).contains(indented(ClassicDialogue.firstSession(mailbox.port())));
      assertThat(readme).contains(indented(ClassicDialogue.secondSession(mailbox.port())));
    }
  }

  @Test
  void threeMachinesEachGetEachMessageOnce(@TempDir Path home) throws Exception {
    String readme = Files.readString(Path.of("..", "..", "README.md"));
    try (Mailbox mailbox = new Mailbox()) {
      assertThat(readme).contains(indented(ThreeMachines.tell(mailbox, home)));
    }
    for (String machine : List.of("desk", "laptop", "phone")) {
      try (Stream<Path> mail = Files.list(home.resolve(machine).resolve("new"))) {
        assertThat(mail).as(machine).hasSize(3);
      }
    }
  }

  /** As a code block of the README stands. */
  private static String indented(String transcript) {
    return transcript.indent(4);
  }

  @Test
  void nothingIsRemovedBeforeQuitAndTheReplyTellsTheTruth() throws Exception {
    try (Mailbox mailbox = new Mailbox()) {
      StringBuilder transcript = new StringBuilder();
      try (Dialogue dialogue = new Dialogue(mailbox.port(), transcript)) {
        dialogue.say("USER harish");
        dialogue.say("PASS vegetables");
        dialogue.say("DELE 1");
        // No QUIT: the client vanishes.
      }

      String first = ClassicDialogue.firstSession(mailbox.port());
      String second = ClassicDialogue.secondSession(mailbox.port());

      assertThat(first).contains("S: +OK 2 320\n").endsWith("1 message removed, 1 left\n");
      assertThat(second).contains("S: +OK 1 200\n").endsWith("1 message removed, none left\n");
    }
  }
}
