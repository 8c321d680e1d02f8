package io.pop3.conformance;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Delivers to a Maildir on this machine, and removes mail from it.
 *
 * <p>Each message gets a name and a time that are a second later than those of the one before, so
 * that a server that sorts by either keeps their order; they lie in the past. A file belongs to the
 * owner of the Maildir, if this process may give it away. Not safe for several threads.
 */
public final class MaildirMailboxControl implements MailboxControl {

  private static final long PAST_SECONDS = 1_000_000;
  private static final int CLEARANCES = 3;

  private final Path fresh;
  private final Path current;
  private final Path temporary;
  private long second = Instant.now().getEpochSecond() - PAST_SECONDS;

  /**
   * A control.
   *
   * @param maildir has the folders {@code new}, {@code cur} and {@code tmp}
   * @throws IOException if it doesn't
   */
  public MaildirMailboxControl(Path maildir) throws IOException {
    this.fresh = folder(maildir, "new");
    this.current = folder(maildir, "cur");
    this.temporary = folder(maildir, "tmp");
  }

  private static Path folder(Path maildir, String name) throws IOException {
    Path folder = maildir.resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    return folder;
  }

  @Override
  public void deliver(byte[] message) throws IOException {
    second++;
    String name = second + ".M" + System.nanoTime() % 1_000_000 + "P1Q" + second + ".conformance";
    Path written = Files.write(temporary.resolve(name), message);
    inheritOwner(written);
    Files.setLastModifiedTime(written, FileTime.from(Instant.ofEpochSecond(second)));
    Files.move(written, fresh.resolve(name));
  }

  private void inheritOwner(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes wanted = Files.readAttributes(fresh, PosixFileAttributes.class);
    PosixFileAttributes given = view.readAttributes();
    if (!wanted.owner().equals(given.owner())) {
      view.setOwner(wanted.owner());
    }
    if (!wanted.group().equals(given.group())) {
      view.setGroup(wanted.group());
    }
  }

  @Override
  public void clear() throws IOException {
    int left = count();
    for (int i = 0; i < CLEARANCES && left > 0; i++) {
      removeAll();
      left = count();
    }
    if (left > 0) {
      throw new IOException("messages: " + left + " (expected: 0)");
    }
  }

  private void removeAll() throws IOException {
    for (Path message : messages()) {
      try {
        Files.delete(message);
      } catch (NoSuchFileException e) {
        // The server has removed it, or renamed it: then it is found the next time.
      }
    }
  }

  /**
   * Counts the mail.
   *
   * @return how many messages there are
   * @throws IOException if the folders can't be read
   */
  public int count() throws IOException {
    return messages().size();
  }

  private List<Path> messages() throws IOException {
    List<Path> messages = new ArrayList<>();
    for (Path folder : List.of(fresh, current)) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(folder, file -> !isHidden(file))) {
        files.forEach(messages::add);
      }
    }
    return messages;
  }

  private static boolean isHidden(Path file) {
    return String.valueOf(file.getFileName()).startsWith(".");
  }

  @Override
  public String toString() {
    return "MaildirMailboxControl[" + fresh.getParent() + "]";
  }
}
