package io.pop3.examples.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.spi.authentication.AuthenticationBackendFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code in the guide for plugin authors is code that is compiled and tested. */
final class GuideTest {

  private static final Path GUIDE = Path.of("../../pop3-spi/README.md");
  private static final List<Path> SOURCES =
      List.of(Path.of("src"), Path.of("../../pop3-spi/testkit/src"));
  private static final List<Path> ASSEMBLIES =
      List.of(
          Path.of("../ldap-auth-plugin/src/assembly"),
          Path.of("../oauth-auth-plugin/src/assembly"));

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\n(.*?)\n```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** A line of its own in a snippet: here the guide leaves something out. */
  private static final String ELLIPSIS = "\n…\n";

  @Test
  void everySnippetOfTheGuideStandsInAFile() throws IOException {
    List<String> sources = texts(SOURCES, ".java");
    List<String> snippets = snippets("java");
    assertThat(snippets).hasSizeGreaterThanOrEqualTo(5);
    assertThat(snippets)
        .allSatisfy(snippet -> assertThat(sources).anyMatch(source -> holds(source, snippet)));
  }

  @Test
  void thePackagingOfTheGuideIsThatOfAnExample() throws IOException {
    List<String> assemblies = texts(ASSEMBLIES, ".xml");
    assertThat(assemblies).hasSameSizeAs(ASSEMBLIES);
    assertThat(snippets("xml"))
        .filteredOn(snippet -> snippet.contains("<dependencySet>"))
        .singleElement()
        .satisfies(
            snippet -> assertThat(assemblies).anyMatch(assembly -> holds(assembly, snippet)));
  }

  @Test
  void theRegistrationAndTheConfigurationOfTheGuideAreThoseOfTheExample() throws IOException {
    MembersBackendFactory factory = new MembersBackendFactory();
    String registration =
        Files.readString(
            Path.of(
                "src/main/resources/META-INF/services",
                AuthenticationBackendFactory.class.getName()));
    String configuration =
        "authentication = "
            + factory.name()
            + factory.configurationKeys().stream()
                .map(key -> "\nauthentication." + factory.name() + "." + key + " = members.csv")
                .collect(Collectors.joining());
    assertThat(snippets("")).contains(registration.strip(), configuration);
  }

  /** The code blocks of the guide in a language; the empty one is that of blocks without any. */
  private static List<String> snippets(String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(GUIDE))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> withoutIndentation(block.group(2).lines()))
        .toList();
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

  private static List<String> texts(List<Path> folders, String ending) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> found = Files.walk(folder)) {
        found.filter(file -> file.toString().endsWith(ending)).forEach(files::add);
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
