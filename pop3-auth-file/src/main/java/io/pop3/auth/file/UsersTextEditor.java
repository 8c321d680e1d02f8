package io.pop3.auth.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes the lines of one user and no other octet of a users file. New lines end as the first line
 * of the file does.
 */
final class UsersTextEditor {

  private final UsersText text;
  private final String lineEnd;

  UsersTextEditor(UsersText text) {
    this.text = text;
    boolean windows = !text.lines().isEmpty() && text.lines().get(0).octets().endsWith("\r\n");
    this.lineEnd = windows ? "\r\n" : "\n";
  }

  boolean knows(String name) {
    return text.lines().stream().anyMatch(line -> isOf(name, line));
  }

  /**
   * Adds lines at the end.
   *
   * @param rest what follows the password on the first of them
   */
  UsersText add(String name, List<Credential> credentials, String rest) {
    List<String> lines = new ArrayList<>();
    text.lines().forEach(line -> lines.add(line.octets()));
    int last = lines.size() - 1;
    if (last >= 0 && !lines.get(last).endsWith("\n")) {
      lines.set(last, lines.get(last) + lineEnd);
    }
    lines.addAll(format(name, credentials, rest));
    return withLines(lines);
  }

  /** Puts lines in the place of the user's first, keeping its fields, and removes the others. */
  UsersText setCredentials(String name, List<Credential> credentials) {
    List<String> lines = new ArrayList<>();
    boolean placed = false;
    for (RawLine line : text.lines()) {
      if (!isOf(name, line)) {
        lines.add(line.octets());
      } else if (!placed) {
        lines.addAll(format(name, credentials, rest(line)));
        placed = true;
      }
    }
    return withLines(lines);
  }

  UsersText remove(String name) {
    return withLines(
        text.lines().stream().filter(line -> !isOf(name, line)).map(RawLine::octets).toList());
  }

  private static boolean isOf(String name, RawLine line) {
    return line.name().flatMap(Preparation.STORED::of).filter(name::equals).isPresent();
  }

  /** The fields of the line; none if it isn't UTF-8, so that nobody could read them. */
  private static String rest(RawLine line) {
    return line.text().map(UserLine::parse).map(UserLine::rest).orElse("");
  }

  private List<String> format(String name, List<Credential> credentials, String rest) {
    List<String> lines = new ArrayList<>();
    for (Credential credential : credentials) {
      String fields = lines.isEmpty() ? rest : "";
      lines.add(encode(new UserLine(name, credential.field(), fields).format()) + lineEnd);
    }
    return lines;
  }

  private static String encode(String line) {
    return new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private UsersText withLines(List<String> octets) {
    List<RawLine> lines = new ArrayList<>();
    octets.forEach(line -> lines.add(new RawLine(lines.size() + 1, line)));
    return new UsersText(text.byteOrderMark(), lines);
  }
}
