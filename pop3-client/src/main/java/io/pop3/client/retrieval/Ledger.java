package io.pop3.client.retrieval;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the messages of one account that are stored here: a file that is only ever
 * appended to, or replaced as a whole when most of it is out of date.
 *
 * <p>Each line has a checksum and makes sense alone. A line that is cut off or damaged is left out
 * and counted; its message is retrieved again and recognised by the {@link MailSink}. Never is a
 * line taken for something that was not written.
 *
 * <p>One retrieval at a time holds a ledger, across processes. Not for several threads; may block.
 */
public final class Ledger implements AutoCloseable {

  private static final int MAX_LINE_OCTETS = 1 << 16;
  private static final int COMPACTION_LINES = 1000;

  private final Account account;
  private final Path directory;
  private final Path file;
  private final FileChannel lock;
  private final Map<MessageKey, LedgerEntry> entries = new LinkedHashMap<>();
  private FileChannel channel;
  private boolean lineOpen;
  private int lines;
  private int damagedLines;

  private Ledger(Account account, Path directory, FileChannel lock) throws IOException {
    this.account = account;
    this.directory = directory;
    this.file = directory.resolve(fileName(account));
    this.lock = lock;
    if (Files.exists(file)) {
      read();
    }
    this.channel = append(file);
  }

  /**
   * Opens the ledger of an account, which is new if there is none.
   *
   * @param directory where ledgers are; made if it is missing
   * @param account the account
   * @return the ledger, to be closed
   * @throws LedgerBusyException if another retrieval holds it
   * @throws IOException if it can't be read or written
   */
  public static Ledger open(Path directory, Account account) throws IOException {
    Durable.makeDirectory(directory);
    FileChannel lock = lock(directory.resolve(fileName(account) + ".lock"));
    try {
      Ledger ledger = new Ledger(account, directory, lock);
      Durable.syncDirectory(directory);
      return ledger;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel lock = Durable.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      lock.close();
      throw new LedgerBusyException(path);
    }
    lock.close();
    throw new LedgerBusyException(path);
  }

  /** Readable where the name is, and different for different names. */
  private static String fileName(Account account) {
    byte[] digest = Sha256.start().digest(account.name().getBytes(StandardCharsets.UTF_8));
    String readable = account.name().replaceAll("[^A-Za-z0-9@._-]", "_");
    return "pop3-"
        + readable.substring(0, Math.min(80, readable.length()))
        + "-"
        + HexFormat.of().formatHex(digest, 0, 4)
        + ".ledger";
  }

  private static FileChannel append(Path file) throws IOException {
    return Durable.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private void read() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        if (octet == '\n') {
          take(line.toString(StandardCharsets.ISO_8859_1));
          line.reset();
        } else if (line.size() <= MAX_LINE_OCTETS) {
          line.write(octet);
        }
      }
      if (line.size() > 0) {
        // The last write was cut off, of its line end at least: what follows must not become part
        // of it.
        lineOpen = true;
        take(line.toString(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private void take(String text) {
    lines++;
    Optional<LedgerLine> line = LedgerLine.parse(account, text);
    if (line.isEmpty()) {
      damagedLines++;
    } else {
      apply(line.get());
    }
  }

  private void apply(LedgerLine line) {
    MessageKey key = line.entry().key();
    if (line.forgotten()) {
      entries.remove(key);
    } else {
      entries.put(key, line.entry());
    }
  }

  /**
   * The account.
   *
   * @return the account
   */
  public Account account() {
    return account;
  }

  /**
   * The file.
   *
   * @return its path
   */
  public Path file() {
    return file;
  }

  /**
   * How many messages are known.
   *
   * @return the number
   */
  public int size() {
    return entries.size();
  }

  /**
   * How many lines were damaged when the ledger was opened. Their messages are retrieved again;
   * none is lost.
   *
   * @return the number
   */
  public int damagedLines() {
    return damagedLines;
  }

  /** All entries, as they are now. */
  Collection<LedgerEntry> entries() {
    return List.copyOf(entries.values());
  }

  Optional<LedgerEntry> find(MessageKey key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Writes down what is known of a message; in the hands of the system when this returns. */
  void put(LedgerEntry entry) throws IOException {
    write(new LedgerLine(entry, false));
  }

  void forget(LedgerEntry entry) throws IOException {
    write(new LedgerLine(entry, true));
  }

  private void write(LedgerLine line) throws IOException {
    String text = (lineOpen ? "\n" : "") + line.format(account);
    lineOpen = true;
    writeFully(channel, text);
    lineOpen = false;
    lines++;
    apply(line);
  }

  private static void writeFully(FileChannel target, String text) throws IOException {
    ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (octets.hasRemaining()) {
      target.write(octets);
    }
  }

  /** Waits until everything written is on disk. */
  void sync() throws IOException {
    channel.force(false);
  }

  /** Replaces the file by one without what is out of date, if that is most of it. */
  void compact() throws IOException {
    if (lines < COMPACTION_LINES + 2 * entries.size()) {
      return;
    }
    Path replacement = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(replacement);
    try (FileChannel target = append(replacement)) {
      for (LedgerEntry entry : entries.values()) {
        writeFully(target, new LedgerLine(entry, false).format(account));
      }
      target.force(true);
    }
    channel.close();
    Files.move(
        replacement, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Durable.syncDirectory(directory);
    channel = append(file);
    lines = entries.size();
    lineOpen = false;
  }

  /** Lets others open the ledger. What was written stays, and is on disk soon. */
  @Override
  public void close() throws IOException {
    try (lock) {
      channel.close();
    }
  }
}
