package io.pop3.server.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The mail of the demonstration: two messages of 120 and 200 octets, as text books have them. */
final class SampleMail {

  /** The text of the messages, lines ended by LF as a maildir has them. */
  static final List<String> MESSAGES =
      List.of(
          """
          From: anna@example.org
          To: harish@example.org
          Subject: Lunch

          Shall we meet today at noon?
          The usual place.
          Anna
          """,
          """
          From: ben@example.org
          To: harish@example.org
          Subject: Re: Dots

          A line may begin with a dot:
          .
          .. and it comes back as it was.
          That is what stuffing is for.
          The last word is yours.
          --\s
          Ben
          """);

  private SampleMail() {}

  /**
   * Delivers the messages as a delivery agent would: written in {@code tmp}, moved to {@code new}.
   *
   * @param maildir the maildir, made if it does not exist
   * @throws IOException if it can't be written
   */
  static void deliverTo(Path maildir) throws IOException {
    for (String folder : List.of("tmp", "new", "cur")) {
      Files.createDirectories(maildir.resolve(folder));
    }
    for (int i = 0; i < MESSAGES.size(); i++) {
      String name = (1_000_000_000 + i) + ".M0P1Q" + (i + 1) + ".demo";
      Path written = maildir.resolve("tmp").resolve(name);
      Files.write(written, MESSAGES.get(i).getBytes(StandardCharsets.UTF_8));
      Files.move(written, maildir.resolve("new").resolve(name));
    }
  }
}
