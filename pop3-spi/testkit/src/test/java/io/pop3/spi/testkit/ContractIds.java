package io.pop3.spi.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The contract ids in the Javadoc of the plugin interfaces. */
final class ContractIds {

  /** An example in prose, which stands for all ids, looks like {@code @code MD-07}. */
  private static final Pattern ID = Pattern.compile("(?<!\\{@code )\\b(MD|AU|PF)-(\\d\\d)\\b");

  private ContractIds() {}

  /** All ids that begin with a prefix, sorted. */
  static Set<String> inSources(String prefix) {
    Path sources = Path.of("../src/main/java");
    Set<String> ids = new TreeSet<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        ids.addAll(in(Files.readString(file), prefix));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return ids;
  }

  static Set<String> in(String text, String prefix) {
    Set<String> ids = new TreeSet<>();
    for (Matcher matcher = ID.matcher(text); matcher.find(); ) {
      if (matcher.group(1).startsWith(prefix)) {
        ids.add(matcher.group());
      }
    }
    return ids;
  }
}
