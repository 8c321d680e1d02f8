package io.pop3.server.internal.tls;

import io.pop3.server.options.CertificateFiles;
import io.pop3.server.options.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells whether files changed: size, time and identity of each.
 *
 * @param stamps what was seen, in the order of the options
 */
public record FileStamps(List<String> stamps) {

  /**
   * Looks at all files.
   *
   * @param options which files
   * @return what is seen now; a file that can't be seen has a stamp, too
   */
  public static FileStamps of(TlsOptions options) {
    List<Path> paths = new ArrayList<>();
    for (CertificateFiles files : options.certificates()) {
      paths.add(files.chain());
      paths.add(files.key());
    }
    options.clientAuthorities().ifPresent(paths::add);
    return new FileStamps(paths.stream().map(FileStamps::stamp).toList());
  }

  private static String stamp(Path path) {
    try {
      BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class);
      return seen.size() + " " + seen.lastModifiedTime().toInstant() + " " + seen.fileKey();
    } catch (IOException unseen) {
      return unseen.getClass().getName();
    }
  }
}
