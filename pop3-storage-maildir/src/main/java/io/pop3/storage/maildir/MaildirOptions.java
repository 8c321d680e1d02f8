package io.pop3.storage.maildir;

import io.pop3.spi.ConfigurationProblem;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of a store, validated.
 *
 * @param root where the maildirs are
 * @param create whether a maildir that does not exist is made at login
 */
record MaildirOptions(RootTemplate root, boolean create) {

  static final String ROOT = "root";
  static final String CREATE = "create";

  /** Every key that {@link #read} understands. */
  static final Set<String> KEYS = Set.of(ROOT, CREATE);

  /**
   * Reads and checks everything, and reports all problems together.
   *
   * @throws ProviderConfigurationException if anything is wrong
   */
  static MaildirOptions read(ProviderContext context) {
    Reader reader = new Reader(context.configuration());
    Optional<RootTemplate> root = reader.root(context.baseDirectory());
    boolean create = reader.flag(CREATE, false);
    reader.throwProblems();
    return new MaildirOptions(root.orElseThrow(), create);
  }

  private static final class Reader {

    private final Map<String, String> configuration;
    private final List<ConfigurationProblem> problems = new ArrayList<>();

    Reader(Map<String, String> configuration) {
      this.configuration = configuration;
    }

    Optional<RootTemplate> root(Path baseDirectory) {
      String text = configuration.getOrDefault(ROOT, "");
      if (text.isBlank()) {
        problem(ROOT, text, "where the maildirs are, for example /var/mail/%d/%n/Maildir");
        return Optional.empty();
      }
      RootTemplate template;
      try {
        template = RootTemplate.parse(text, baseDirectory);
      } catch (IllegalArgumentException e) {
        problem(ROOT, text, String.valueOf(e.getMessage()));
        return Optional.empty();
      }
      Optional<Path> fixed = template.fixedDirectory();
      if (fixed.isPresent() && !Files.isDirectory(fixed.get())) {
        problem(ROOT, text, "an existing directory " + fixed.get());
      }
      return Optional.of(foldsCase(fixed) ? template.foldingCase() : template);
    }

    /** Whether two spellings of a directory that differ in case lead to one place. */
    private static boolean foldsCase(Optional<Path> fixed) {
      String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
      boolean usual = system.startsWith("mac") || system.startsWith("windows");
      if (fixed.isEmpty()) {
        return usual;
      }
      String path = fixed.get().toString();
      String upper = path.toUpperCase(Locale.ROOT);
      String other = upper.equals(path) ? path.toLowerCase(Locale.ROOT) : upper;
      if (other.equals(path)) {
        return usual;
      }
      try {
        return Files.isSameFile(fixed.get(), Path.of(other));
      } catch (IOException e) {
        return false;
      }
    }

    boolean flag(String key, boolean fallback) {
      String text = configuration.getOrDefault(key, Boolean.toString(fallback));
      if (!text.equals("true") && !text.equals("false")) {
        problem(key, text, "true or false");
      }
      return text.equals("true");
    }

    private void problem(String key, String value, String expected) {
      problems.add(new ConfigurationProblem(key, value, expected));
    }

    void throwProblems() {
      if (!problems.isEmpty()) {
        throw new ProviderConfigurationException(problems);
      }
    }
  }
}
