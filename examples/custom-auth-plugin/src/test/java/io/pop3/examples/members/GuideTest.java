package io.pop3.examples.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code in the guide for plugin authors is code that is compiled and tested. */
final class GuideTest {

  private static final Path GUIDE = Path.of("../../pop3-spi/README.md");
  private static final List<Path> SOURCES =
      List.of(Path.of("src"), Path.of("../../pop3-spi/testkit/src"));
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** A line of its own in a snippet: here the guide leaves something out. */
  private static final String ELLIPSIS = "\n…\n";

  @Test
  void everySnippetOfTheGuideStandsInAFile() throws IOException {
    List<String> sources = sources();
    int snippets = 0;
    for (Matcher matcher = SNIPPET.matcher(Files.readString(GUIDE)); matcher.find(); ) {
      snippets++;
      String snippet = withoutIndentation(matcher.group(1).lines());
      assertThat(sources).as(snippet).anyMatch(source -> holds(source, snippet));
    }
    assertThat(snippets).isGreaterThanOrEqualTo(5);
  }

  private static boolean holds(String source, String snippet) {
    int from = 0;
    for (String part : List.of(snippet.split(Pattern.quote(ELLIPSIS), -1))) {
      int at = source.indexOf(part, from);
      if (at < 0) {
        return false;
      }
      from = at + part.length();
    }
    return true;
  }

  private static List<String> sources() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : SOURCES) {
      try (Stream<Path> found = Files.walk(folder)) {
        found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    List<String> texts = new ArrayList<>();
    for (Path file : files) {
      texts.add(withoutIndentation(Files.readString(file).lines()));
    }
    return texts;
  }

  private static String withoutIndentation(Stream<String> lines) {
    return lines.map(String::strip).collect(Collectors.joining("\n"));
  }
}
