package io.pop3.auth.file;

import io.pop3.protocol.model.ScramHash;
import io.pop3.spi.ConfigurationProblem;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The configuration of a backend, checked.
 *
 * @param path the users file
 * @param rules how to read it
 * @param scramHashes the SCRAM mechanisms to offer; empty to offer those that every user has
 */
record FileBackendConfiguration(
    Path path, ReadingRules rules, Optional<Set<ScramHash>> scramHashes) {

  static final String PATH = "path";
  static final String WEAK_SCHEMES = "weak-schemes";
  static final String IGNORE_CASE = "ignore-case";
  static final String SCRAM = "scram";

  static final Set<String> KEYS = Set.of(PATH, WEAK_SCHEMES, IGNORE_CASE, SCRAM);

  FileBackendConfiguration {
    scramHashes = scramHashes.map(Set::copyOf);
  }

  /**
   * Reads the configuration of a context.
   *
   * @throws ProviderConfigurationException with everything that is wrong
   */
  static FileBackendConfiguration of(ProviderContext context) {
    return new Reader(context).configuration();
  }

  /** Reads values and gathers what is wrong with them. */
  private static final class Reader {

    private final Map<String, String> values;
    private final Path baseDirectory;
    private final List<ConfigurationProblem> problems = new ArrayList<>();

    private Reader(ProviderContext context) {
      values = context.configuration();
      baseDirectory = context.baseDirectory();
    }

    private FileBackendConfiguration configuration() {
      Path path = path();
      Set<PasswordScheme> weakSchemes =
          list(WEAK_SCHEMES, weakSchemes(), PasswordScheme::schemeName).orElse(Set.of());
      boolean ignoreCase = flag(IGNORE_CASE);
      Optional<Set<ScramHash>> scramHashes =
          list(SCRAM, List.of(ScramHash.values()), ScramHash::digestName);
      if (!problems.isEmpty()) {
        throw new ProviderConfigurationException(problems);
      }
      return new FileBackendConfiguration(
          path, new ReadingRules(weakSchemes, ignoreCase), scramHashes);
    }

    private static List<PasswordScheme> weakSchemes() {
      return Arrays.stream(PasswordScheme.values()).filter(PasswordScheme::isWeak).toList();
    }

    private Path path() {
      String value = values.getOrDefault(PATH, "").strip();
      if (value.isEmpty()) {
        problems.add(new ConfigurationProblem(PATH, value, "the path of the users file"));
        return baseDirectory;
      }
      try {
        return baseDirectory.resolve(value);
      } catch (InvalidPathException e) {
        problems.add(new ConfigurationProblem(PATH, value, "a path"));
        return baseDirectory;
      }
    }

    private boolean flag(String key) {
      String value = values.getOrDefault(key, "false").strip();
      if (!value.equals("true") && !value.equals("false")) {
        problems.add(new ConfigurationProblem(key, value, "true or false"));
      }
      return value.equals("true");
    }

    /** Reads a list of names separated by commas or blanks; empty if the key isn't there. */
    private <T> Optional<Set<T>> list(String key, List<T> choices, Function<T, String> name) {
      if (!values.containsKey(key)) {
        return Optional.empty();
      }
      String value = values.getOrDefault(key, "");
      Set<T> chosen = new HashSet<>();
      for (String word : value.split("[,\\s]+", -1)) {
        Optional<T> choice =
            choices.stream().filter(c -> name.apply(c).equalsIgnoreCase(word)).findFirst();
        if (choice.isPresent()) {
          chosen.add(choice.get());
        } else if (!word.isEmpty()) {
          String names = choices.stream().map(name).collect(Collectors.joining(", "));
          problems.add(new ConfigurationProblem(key, word, "any of " + names));
        }
      }
      return Optional.of(chosen);
    }
  }
}
