package io.pop3.auth.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file held at one time.
 *
 * @param stamp what it looked like from outside just before it was read
 * @param isStable whether it looked the same just after
 * @param octets the content; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy would only double the memory.
record FileContent(FileStamp stamp, boolean isStable, byte[] octets) {

  /** The greatest file that is read: some hundred thousand users. */
  static final int MAX_OCTETS = 64 * 1024 * 1024;

  private static final int TRIES = 3;

  /** Reads a file, again if it changes meanwhile. */
  static FileContent read(Path path) throws IOException {
    FileContent content = readOnce(path);
    for (int i = 1; i < TRIES && !content.isStable; i++) {
      content = readOnce(path);
    }
    return content;
  }

  private static FileContent readOnce(Path path) throws IOException {
    FileStamp before = FileStamp.of(path);
    byte[] octets;
    try (InputStream in = Files.newInputStream(path)) {
      octets = in.readNBytes(MAX_OCTETS + 1);
    }
    if (octets.length > MAX_OCTETS) {
      throw new UnusableFileException("is larger than " + MAX_OCTETS + " octets");
    }
    return new FileContent(before, before.equals(FileStamp.of(path)), octets);
  }
}
