package io.pop3.storage.maildir;

import io.pop3.spi.ConfigurationProblem;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.maildrop.Expiry;
import io.pop3.spi.maildrop.MaildropOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * The configuration of a store, validated.
 *
 * @param root where the maildirs are
 * @param create whether a maildir that does not exist is made at login
 * @param durability what an UPDATE waits for
 * @param markSeen whether a message that was read gets the flag {@code S}
 * @param trustSizeHints whether sizes in file names are believed
 * @param retention how long mail stays, for owners who have no other
 * @param leastDays full days that everybody's mail stays at least; empty for ever
 * @param memoryOctets what may be used to remember names and sizes of maildirs
 * @param importer where the unique-ids of a maildir come from that is opened for the first time
 */
record MaildirOptions(
    RootTemplate root,
    boolean create,
    Durability durability,
    boolean markSeen,
    boolean trustSizeHints,
    Retention retention,
    OptionalInt leastDays,
    long memoryOctets,
    Optional<UniqueIdImporter> importer) {

  static final String ROOT = "root";
  static final String CREATE = "create";
  static final String FSYNC = "fsync";
  static final String MARK_SEEN = "mark-seen";
  static final String TRUST_SIZE_HINTS = "trust-size-hints";
  static final String LEAST_DAYS = "retention-least-days";
  static final String MEMORY = "memory";
  static final String IMPORT = "import-unique-ids";
  static final String DOVECOT_FORMAT = "dovecot-uidl-format";

  /** What part of the heap may be used for {@link #MEMORY} unless the configuration says. */
  private static final int HEAP_SHARE = 8;

  /** How long mail stays with an owner. */
  Retention retentionOf(MaildropOwner owner) {
    return retention.of(owner, leastDays);
  }

  /** How long mail may stay, as far as that is known without knowing whose it is. */
  Expiry expiry() {
    return new Expiry(leastDays, leastDays.isPresent());
  }

  /** Every key that {@link #read} understands. */
  static final Set<String> KEYS =
      Set.of(
          ROOT,
          CREATE,
          FSYNC,
          MARK_SEEN,
          TRUST_SIZE_HINTS,
          Retention.DAYS,
          Retention.SIZE,
          LEAST_DAYS,
          MEMORY,
          IMPORT,
          DOVECOT_FORMAT);

  /**
   * Reads and checks everything, and reports all problems together.
   *
   * @throws ProviderConfigurationException if anything is wrong
   */
  static MaildirOptions read(ProviderContext context) {
    Reader reader = new Reader(context.configuration());
    Optional<RootTemplate> root = reader.root(context.baseDirectory());
    boolean create = reader.flag(CREATE);
    Durability durability = reader.durability();
    boolean markSeen = reader.flag(MARK_SEEN);
    boolean trustSizeHints = reader.flag(TRUST_SIZE_HINTS);
    Retention retention = reader.retention();
    OptionalInt leastDays = reader.leastDays(retention.leastDays());
    long memoryOctets = reader.memoryOctets();
    Optional<UniqueIdImporter> importer = reader.importer();
    reader.throwProblems();
    return new MaildirOptions(
        root.orElseThrow(),
        create,
        durability,
        markSeen,
        trustSizeHints,
        retention,
        leastDays,
        memoryOctets,
        importer);
  }

  private static final class Reader {

    private final Map<String, String> configuration;
    private final List<ConfigurationProblem> problems = new ArrayList<>();

    Reader(Map<String, String> configuration) {
      this.configuration = configuration;
    }

    /** A value that a parser understands, or the fallback together with a problem. */
    private <T> T value(String key, T fallback, Function<String, T> parser) {
      String text = configuration.get(key);
      if (text == null) {
        return fallback;
      }
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException e) {
        problem(key, text, String.valueOf(e.getMessage()));
        return fallback;
      }
    }

    Optional<RootTemplate> root(Path baseDirectory) {
      if (!configuration.containsKey(ROOT)) {
        problem(ROOT, "", "where the maildirs are, for example /var/mail/%d/%n/Maildir");
      }
      return value(ROOT, Optional.empty(), text -> Optional.of(checked(text, baseDirectory)));
    }

    private static RootTemplate checked(String text, Path baseDirectory) {
      RootTemplate template = RootTemplate.parse(text, baseDirectory);
      Optional<Path> fixed = template.fixedDirectory();
      if (fixed.isPresent() && !Files.isDirectory(fixed.get())) {
        throw new IllegalArgumentException("an existing directory " + fixed.get());
      }
      return foldsCase(fixed) ? template.foldingCase() : template;
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

    boolean flag(String key) {
      return value(
          key,
          false,
          text -> {
            if (!text.equals("true") && !text.equals("false")) {
              throw new IllegalArgumentException("true or false");
            }
            return text.equals("true");
          });
    }

    Durability durability() {
      return value(
          FSYNC,
          Durability.ALWAYS,
          text ->
              switch (text) {
                case "always" -> Durability.ALWAYS;
                case "never" -> Durability.NEVER;
                default -> throw new IllegalArgumentException("always or never");
              });
    }

    Retention retention() {
      return new Retention(
          value(Retention.DAYS, OptionalInt.empty(), Retention::parseDays),
          value(Retention.SIZE, OptionalLong.empty(), Retention::parseSize));
    }

    OptionalInt leastDays(OptionalInt usual) {
      return value(
          LEAST_DAYS,
          usual,
          text -> {
            OptionalInt days = Retention.parseDays(text);
            if (days.orElse(Integer.MAX_VALUE) > usual.orElse(Integer.MAX_VALUE)) {
              throw new IllegalArgumentException(
                  "no more than " + usual.orElse(0) + ", by the other keys of retention");
            }
            return days;
          });
    }

    long memoryOctets() {
      return value(
          MEMORY,
          Runtime.getRuntime().maxMemory() / HEAP_SHARE,
          text -> text.equals("0") ? 0 : SizeOption.parse(text, "0"));
    }

    Optional<UniqueIdImporter> importer() {
      UidlFormat format = value(DOVECOT_FORMAT, UidlFormat.dovecotDefault(), UidlFormat::parse);
      return value(
          IMPORT,
          Optional.empty(),
          text ->
              switch (text) {
                case "none" -> Optional.empty();
                case "dovecot" -> Optional.of(new DovecotImporter(format));
                case "courier" -> Optional.of(new CourierImporter());
                default -> throw new IllegalArgumentException("none, dovecot or courier");
              });
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
