package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decision which messages go, written down before the first of them does. Once the file is
 * there all of them go, if not now then at the next opening; before, none does.
 *
 * <pre>
 * file = magic:8 length:int32 crc32c:int32 count *( base:block size )
 * </pre>
 *
 * <p>The size guards against another message that, against all rules, came by the same name.
 */
final class UpdateJournal {

  private static final Logger LOG = LoggerFactory.getLogger(UpdateJournal.class);

  /** The last digit is the version of the format. */
  private static final byte[] MAGIC = "POP3UPD1".getBytes(StandardCharsets.US_ASCII);

  private final FileOperations files;
  private final MaildirLayout maildir;
  private final Durability durability;

  UpdateJournal(FileOperations files, MaildirLayout maildir, Durability durability) {
    this.files = files;
    this.maildir = maildir;
    this.durability = durability;
  }

  /**
   * What was decided and perhaps not finished.
   *
   * @return bases of file names, and the sizes of the files; none if all is finished
   */
  Map<String, Long> read() throws IOException {
    ByteBuffer octets;
    try {
      octets = WholeFile.read(files, maildir.journal());
    } catch (NoSuchFileException e) {
      return Map.of();
    }
    try {
      OctetReader in = new OctetReader(Frame.unwrap(MAGIC, octets));
      Map<String, Long> decided = new LinkedHashMap<>();
      for (int left = in.count(); left > 0; left--) {
        decided.put(base(in), in.number());
      }
      in.end();
      return decided;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      // A journal gets its name when it is complete, so this is not the trace of a crash.
      LOG.error("journal is damaged, nothing is removed: {}", maildir.journal(), e);
      return Map.of();
    }
  }

  /** A name that leads nowhere else: whoever owns the maildir may have written the journal. */
  private static String base(OctetReader in) {
    String base = new String(in.block(), StandardCharsets.ISO_8859_1);
    if (!FileName.isBase(base)) {
      throw new IllegalArgumentException("name: not that of a message");
    }
    return base;
  }

  /**
   * Decides.
   *
   * @param decided bases of file names, and the sizes of the files
   * @throws IOException if it may or may not be decided
   */
  void write(Map<String, Long> decided) throws IOException {
    OctetWriter out = new OctetWriter().number(decided.size());
    decided.forEach(
        (base, size) -> out.block(base.getBytes(StandardCharsets.ISO_8859_1)).number(size));
    WholeFile.replace(files, maildir.journal(), Frame.wrap(MAGIC, out.toBuffer()), durability);
  }

  /** Takes a decision back of which nothing was done yet. */
  void undo() {
    try {
      clear();
      durability.syncDirectory(files, maildir.root());
    } catch (NoSuchFileException e) {
      LOG.debug("there is no journal to take back: {}", maildir.journal());
    } catch (IOException e) {
      LOG.warn("journal can't be taken back, so it will be carried out: {}", e.toString());
    }
  }

  /** Says that all is done. Need not be durable: to do it again does no harm. */
  void clear() throws IOException {
    files.delete(maildir.journal());
  }
}
