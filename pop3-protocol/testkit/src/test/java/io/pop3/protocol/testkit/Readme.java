package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Generated sections of Markdown pages: what stands between {@code <!-- begin NAME -->} and {@code
 * <!-- end NAME -->}. {@code -Dreadme.update} writes them anew.
 */
final class Readme {

  private static final String COMMAND =
      "mvn -pl pop3-protocol/testkit -am test -Dtest='RequirementCoverageTest,ReadmeTest'"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dreadme.update=true";

  private Readme() {}

  /** The folder of the testkit, wherever the tests are run from. */
  static Path module() {
    String folder = System.getProperty("basedir");
    return folder == null ? Path.of("").toAbsolutePath() : Path.of(folder);
  }

  static void assertSection(Path page, String name, String expected) {
    Path file = module().resolve(page);
    String text = read(file);
    String begin = "<!-- begin " + name + " -->\n";
    int start = text.indexOf(begin) + begin.length();
    int end = text.indexOf("<!-- end " + name + " -->");
    assertThat(start > begin.length() && end >= start).as("%s: section %s", file, name).isTrue();
    if (Boolean.getBoolean("readme.update")) {
      write(file, text.substring(0, start) + expected + text.substring(end));
      return;
    }
    assertSameLines(
        file.normalize(), text.substring(start, end).lines().toList(), expected.lines().toList());
  }

  /** Names the first difference alone: a page is long. */
  private static void assertSameLines(Path file, List<String> shown, List<String> expected) {
    for (int i = 0; i < Math.max(shown.size(), expected.size()); i++) {
      String line = i < shown.size() ? shown.get(i) : "nothing";
      String right = i < expected.size() ? expected.get(i) : "nothing";
      if (!line.equals(right)) {
        throw new AssertionError(
            file + ": " + line + " (expected: " + right + "); to write it anew: " + COMMAND);
      }
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
