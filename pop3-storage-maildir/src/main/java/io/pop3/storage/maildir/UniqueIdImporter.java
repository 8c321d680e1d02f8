package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Knows which unique-ids another POP3 server showed for the messages of a maildir. */
interface UniqueIdImporter {

  /** What the other server keeps them in, in every maildir. */
  String fileName();

  /**
   * Reads what the other server kept.
   *
   * @param file where
   * @return unique-ids by the bases of file names, as the other server showed them
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IllegalArgumentException if it is none of the other server's
   */
  Map<String, String> read(FileOperations files, Path file) throws IOException;
}
