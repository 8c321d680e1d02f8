package io.pop3.server.benchmarks.maildrop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maildirs of one content for several users; their messages are links to one set of files. */
final class LargeMaildirs {

  private static final int MESSAGE_OCTETS = 2048;
  private static final int FIRST_SECOND = 1_600_000_000;

  private final Path mail;
  private final Path template;
  private final int count;
  private final OptionalInt uid;

  /**
   * Maildirs that are not there yet.
   *
   * @param work where everything is put
   * @param count messages in each
   * @param uid who is to own the directories; empty to leave them to this process
   */
  LargeMaildirs(Path work, int count, OptionalInt uid) {
    this.mail = work.resolve("mail");
    this.template = work.resolve("messages-" + count);
    this.count = count;
    this.uid = uid;
  }

  Path root() {
    return mail;
  }

  /** Writes the messages, unless they are there from an earlier run. */
  void writeMessages() throws IOException {
    if (Files.exists(template)) {
      return;
    }
    Path draft = Files.createDirectories(template.resolveSibling(template.getFileName() + ".tmp"));
    for (int number = 0; number < count; number++) {
      Files.write(draft.resolve(name(number)), message(number));
    }
    Files.move(draft, template);
  }

  private static String name(int number) {
    return (FIRST_SECOND + number) + ".V801I" + Integer.toHexString(number) + "M7.mail:2,";
  }

  private static byte[] message(int number) {
    StringBuilder text = new StringBuilder(MESSAGE_OCTETS);
    text.append("From: sender").append(number).append("@example.org\nSubject: message ");
    text.append(number).append("\nMessage-ID: <").append(number).append("@example.org>\n\n");
    while (text.length() < MESSAGE_OCTETS - 72) {
      text.append("This is one of the lines that a message of two kilobytes consists of.\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Gives users maildirs with the first so many messages, as if no server had ever opened them. */
  void lay(List<String> users, int messages) throws IOException {
    for (String user : users) {
      Path maildir = MeasuredServer.maildir(mail, user);
      remove(maildir);
      for (String part : List.of("cur", "new", "tmp")) {
        Files.createDirectories(maildir.resolve(part));
      }
      for (int number = 0; number < messages; number++) {
        String name = name(number);
        Files.createLink(maildir.resolve("cur").resolve(name), template.resolve(name));
      }
      for (Path directory :
          List.of(
              mail.resolve(user),
              maildir,
              maildir.resolve("cur"),
              maildir.resolve("new"),
              maildir.resolve("tmp"))) {
        if (uid.isPresent()) {
          Files.setAttribute(directory, "unix:uid", uid.getAsInt());
        }
      }
    }
  }

  /** Delivers one more message. */
  void deliver(String user) throws IOException {
    Path maildir = MeasuredServer.maildir(mail, user);
    String name = "1800000000.V801I1M1.mail";
    Path draft = Files.write(maildir.resolve("tmp").resolve(name), message(count));
    Files.move(draft, maildir.resolve("new").resolve(name));
  }

  /** Removes what a server remembers of a maildir. */
  void forget(String user, Predicate<String> owned) throws IOException {
    try (Stream<Path> files = Files.list(MeasuredServer.maildir(mail, user))) {
      for (Path file : files.toList()) {
        if (owned.test(String.valueOf(file.getFileName()))) {
          Files.delete(file);
        }
      }
    }
  }

  private static void remove(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
