package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the maildirs are: a path with variables.
 *
 * <pre>
 * %u  the whole name          harish@example.org
 * %n  what precedes the last @        harish
 * %d  what follows the last @                example.org
 * %h  the account's home directory; only at the beginning
 * %%  a percent sign
 * </pre>
 *
 * <p>Two names never lead to one directory: a path segment has one variable at most, values never
 * hold a separator, and a name with a part that the template has no place for is refused. Refusals
 * happen before any call to the file system.
 */
final class RootTemplate {

  private static final int MAX_SEGMENT_OCTETS = 255;
  private static final String VARIABLES =
      "variables %u, %n, %d, %% anywhere, and %h as the first directory";

  /**
   * A part of the path between two separators.
   *
   * @param before fixed text
   * @param variable the letter of the variable; 0 if the whole segment is {@code before}
   * @param after fixed text
   */
  private record Segment(String before, char variable, String after) {}

  private final String text;
  private final boolean fromHome;
  private final Path base;
  private final List<Segment> segments;
  private final boolean hasDomain;
  private final boolean hasWholeName;
  private final boolean foldsCase;

  private RootTemplate(
      String text, boolean fromHome, Path base, List<Segment> segments, boolean foldsCase) {
    this.text = text;
    this.fromHome = fromHome;
    this.base = base;
    this.segments = segments;
    this.hasDomain = segments.stream().anyMatch(s -> s.variable == 'd');
    this.hasWholeName = segments.stream().anyMatch(s -> s.variable == 'u');
    this.foldsCase = foldsCase;
  }

  /**
   * Reads a template.
   *
   * @param text as configured
   * @param baseDirectory where relative templates begin
   * @throws IllegalArgumentException saying what was expected
   */
  static RootTemplate parse(String text, Path baseDirectory) {
    boolean fromHome = text.equals("%h") || text.startsWith("%h/");
    String rest = fromHome ? text.substring(2) : text;
    List<Segment> segments = new ArrayList<>();
    for (String segment : rest.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment(segment));
      }
    }
    RootTemplate template =
        new RootTemplate(text, fromHome, baseDirectory.toAbsolutePath(), segments, false);
    if (!fromHome
        && !template.hasWholeName
        && segments.stream().noneMatch(segment -> segment.variable == 'n')) {
      throw new IllegalArgumentException(
          "a path with %u or %n or %h in it: one place for each user");
    }
    return template;
  }

  private static Segment segment(String text) {
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    char variable = 0;
    boolean afterPercent = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      StringBuilder target = variable == 0 ? before : after;
      if (!afterPercent && c == '%') {
        afterPercent = true;
      } else if (!afterPercent || c == '%') {
        afterPercent = false;
        target.append(c);
      } else if (c != 'u' && c != 'n' && c != 'd') {
        throw new IllegalArgumentException(VARIABLES);
      } else if (variable != 0) {
        throw new IllegalArgumentException("one variable at most between two slashes");
      } else {
        afterPercent = false;
        variable = c;
      }
    }
    if (afterPercent) {
      throw new IllegalArgumentException(VARIABLES);
    }
    if (variable == 0 && before.toString().equals("..")) {
      throw new IllegalArgumentException("a path without \"..\"");
    }
    return new Segment(before.toString(), variable, after.toString());
  }

  /** The same for a file system that takes {@code Bob} and {@code bob} for one name. */
  RootTemplate foldingCase() {
    return new RootTemplate(text, fromHome, base, segments, true);
  }

  /** The directory in which everything lies; empty if the accounts' home directories decide. */
  Optional<Path> fixedDirectory() {
    if (fromHome) {
      return Optional.empty();
    }
    Path path = start();
    for (Segment segment : segments) {
      if (segment.variable != 0) {
        break;
      }
      path = path.resolve(segment.before);
    }
    return Optional.of(path.normalize());
  }

  private Path start() {
    return text.startsWith("/") ? base.getFileSystem().getPath("/") : base;
  }

  /**
   * The maildir of an owner. Touches no file.
   *
   * @throws MaildropException.Permanent if the owner has no place here (MD-05)
   */
  Path resolve(MaildropOwner owner) throws MaildropException.Permanent {
    String name = owner.name().value();
    int at = name.lastIndexOf('@');
    String local = at < 0 ? name : name.substring(0, at);
    String domain = at < 0 ? "" : name.substring(at + 1);
    if (!fromHome && !hasWholeName && (at >= 0) != hasDomain) {
      throw refused(name, hasDomain ? "a name with a domain" : "a name without a domain");
    }
    if (foldsCase && !isFolded(name)) {
      throw refused(name, "lower case, since this file system does not tell cases apart");
    }
    try {
      Path path = fromHome ? home(owner) : start();
      for (Segment segment : segments) {
        String value =
            switch (segment.variable) {
              case 'u' -> name;
              case 'n' -> local;
              case 'd' -> domain;
              default -> "";
            };
        path = path.resolve(checked(name, segment, value));
      }
      return path;
    } catch (InvalidPathException e) {
      throw refused(name, "characters that file names can have under this locale");
    }
  }

  private static boolean isFolded(String name) {
    return name.equals(name.toLowerCase(Locale.ROOT))
        && Normalizer.isNormalized(name, Normalizer.Form.NFKC);
  }

  private static String checked(String name, Segment segment, String value)
      throws MaildropException.Permanent {
    String text = segment.before + value + segment.after;
    if (segment.variable == 0) {
      return text;
    }
    if (value.isEmpty()) {
      throw refused(name, "something on each side of the @");
    }
    if (value.equals(".") || value.equals("..") || text.equals(".") || text.equals("..")) {
      throw refused(name, "parts that are not \".\" or \"..\"");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '/' || c == '\\' || Character.isISOControl(c)) {
        throw refused(name, "no slash, backslash or control character");
      }
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT_OCTETS) {
      throw refused(name, "parts of at most " + MAX_SEGMENT_OCTETS + " octets");
    }
    return text;
  }

  private Path home(MaildropOwner owner) throws MaildropException.Permanent {
    String home = owner.attributes().get(MaildropOwner.HOME);
    if (home == null || home.isEmpty()) {
      throw refused(
          owner.name().value(),
          "an account with the attribute home, as root=" + text + " needs it");
    }
    Path path = base.getFileSystem().getPath(home);
    if (!path.isAbsolute() || !path.equals(path.normalize())) {
      throw new MaildropException.Permanent(
          "home of " + owner.name() + ": " + home + " (expected: an absolute path without \"..\")");
    }
    return path;
  }

  private static MaildropException.Permanent refused(String name, String expected) {
    return new MaildropException.Permanent(
        "user name: " + name + " (expected by the maildir store: " + expected + ")");
  }

  @Override
  public String toString() {
    return text;
  }
}
