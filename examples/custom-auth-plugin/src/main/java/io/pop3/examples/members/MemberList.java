package io.pop3.examples.members;

import io.pop3.protocol.model.UserName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file with the members: one a line, {@code name,paid-until,password-hash}, in UTF-8. Lines
 * whose first field is nobody's name, such as a header, do no harm.
 */
final class MemberList {

  private final Path file;

  MemberList(Path file) {
    this.file = file;
  }

  /**
   * Looks a member up. Only the member's own line is understood, so that a broken one costs nobody
   * else the login.
   *
   * @throws IllegalArgumentException if the member's line is broken; the message shows no hash
   */
  Optional<Member> find(UserName name) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> line.split(",", -1))
          .filter(fields -> fields[0].equals(name.value()))
          .findFirst()
          .map(MemberList::parse);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Member parse(String[] fields) {
    try {
      if (fields.length == 3) {
        return new Member(LocalDate.parse(fields[1]), PasswordHash.parse(fields[2]));
      }
    } catch (DateTimeParseException e) {
      // Told below, together with what else can be wrong.
    }
    throw new IllegalArgumentException(
        "line of " + fields[0] + " (expected: name,YYYY-MM-DD,password-hash)");
  }
}
