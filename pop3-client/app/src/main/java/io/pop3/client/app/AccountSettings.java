package io.pop3.client.app;

import io.pop3.client.ClientOptions;
import io.pop3.client.ConnectionSecurity;
import io.pop3.client.PopUrl;
import io.pop3.client.retrieval.Account;
import io.pop3.client.retrieval.Retention;
import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.SaslMechanism;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An account, checked.
 *
 * @param options where and how to connect
 * @param user who logs in, if that was said
 * @param login how
 * @param password where the password comes from
 * @param retrieval what {@code fetch} needs, as far as it was said
 */
record AccountSettings(
    ClientOptions options,
    Optional<UserName> user,
    Login login,
    PasswordSource password,
    RetrievalSettings retrieval) {

  private static final int MAX_SECONDS = 2_000_000;

  /** Ways to log in. */
  enum Way {
    BEST,
    MECHANISM,
    APOP
  }

  /**
   * How to log in.
   *
   * @param way which kind
   * @param mechanism the mechanism, if it is one
   */
  record Login(Way way, Optional<SaslMechanism> mechanism) {}

  /**
   * What {@code fetch} needs.
   *
   * @param account what the ledger is named after
   * @param into the maildir
   * @param state where the ledger is
   * @param retention how long mail stays on the server
   */
  record RetrievalSettings(
      Optional<Account> account,
      Optional<Path> into,
      Optional<Path> state,
      Optional<Retention> retention) {}

  /**
   * Checks everything.
   *
   * @param values what was typed and configured
   * @param required what must be among it, besides a server
   * @param problems what is wrong already
   * @throws UserErrorException with all problems at once
   */
  static AccountSettings of(Map<Key, String> values, Set<Key> required, List<String> problems) {
    return new Parser(values, problems).parse(required);
  }

  private static final class Parser {

    private final Map<Key, String> values;
    private final List<String> problems;

    Parser(Map<Key, String> values, List<String> problems) {
      this.values = new EnumMap<>(Key.class);
      this.values.putAll(values);
      this.problems = problems;
    }

    AccountSettings parse(Set<Key> required) {
      takeUrl();
      if (!values.containsKey(Key.HOST)) {
        problems.add("server: not given (expected: a POP URL, --host, or an account file)");
      }
      for (Key key : required) {
        if (!values.containsKey(key)) {
          problems.add(key + ": not given (expected: " + key.form() + ")");
        }
      }
      ClientOptions options = options();
      Optional<UserName> user = value(Key.USER, UserName::new);
      Login login = login();
      PasswordSource password = PasswordSource.of(values, problems);
      Optional<Account> account = value(Key.ACCOUNT, Account::new);
      if (account.isEmpty() && user.isPresent()) {
        account = value(Key.HOST, host -> Account.of(user.get(), host));
      }
      RetrievalSettings retrieval =
          new RetrievalSettings(
              account,
              value(Key.INTO, Path::of),
              value(Key.STATE, Path::of),
              value(Key.RETENTION, Parser::retention));
      if (!problems.isEmpty()) {
        throw new UserErrorException(problems);
      }
      return new AccountSettings(options, user, login, password, retrieval);
    }

    /** What the URL says, unless an option says otherwise. */
    private void takeUrl() {
      String text = values.get(Key.URL);
      if (text == null) {
        return;
      }
      try {
        PopUrl url = PopUrl.parse(text);
        values.putIfAbsent(Key.HOST, url.host());
        url.port().ifPresent(port -> values.putIfAbsent(Key.PORT, Integer.toString(port)));
        url.user().ifPresent(user -> values.putIfAbsent(Key.USER, user.value()));
        url.authentication().ifPresent(way -> values.putIfAbsent(Key.AUTH, way));
        boolean pop3s =
            url.implicitTls()
                || url.port().orElse(0) == ConnectionSecurity.IMPLICIT_TLS.defaultPort();
        values.putIfAbsent(Key.SECURITY, pop3s ? "tls" : "stls");
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }

    private ConnectionSecurity security() {
      boolean cleartext = value(Key.CLEARTEXT, Parser::yesOrNo).orElse(false);
      boolean stls =
          value(Key.SECURITY, text -> oneOf(text, "tls", "stls").equals("stls")).orElse(cleartext);
      if (cleartext && !stls) {
        problems.add(
            Key.CLEARTEXT
                + ": contradicts TLS from the first octet (expected: --stls or a pop:// URL)");
      }
      if (!stls) {
        return ConnectionSecurity.IMPLICIT_TLS;
      }
      return cleartext ? ConnectionSecurity.STLS_IF_OFFERED : ConnectionSecurity.STLS;
    }

    /** Checks every value, also where another one is wrong already. */
    private ClientOptions options() {
      ClientOptions.Builder builder =
          value(Key.HOST, ClientOptions::builder).orElseGet(() -> ClientOptions.builder("unknown"));
      builder.security(security());
      value(Key.PORT, text -> builder.port(Integer.parseInt(text)));
      value(Key.SERVER_NAME, builder::serverName);
      value(Key.TIMEOUT, text -> builder.readTimeout(seconds(text)));
      value(Key.TOTAL_TIMEOUT, text -> builder.totalTimeout(seconds(text)));
      value(Key.CA_FILE, text -> builder.tlsContext(TrustedCertificates.read(Path.of(text))));
      return builder.build();
    }

    private Login login() {
      Optional<String> text = Optional.ofNullable(values.get(Key.AUTH));
      if (text.isEmpty()) {
        return new Login(Way.BEST, Optional.empty());
      }
      if (text.get().equalsIgnoreCase("+APOP")) {
        return new Login(Way.APOP, Optional.empty());
      }
      Optional<SaslMechanism> mechanism =
          SaslMechanism.find(text.get())
              .filter(found -> found != SaslMechanism.EXTERNAL && found != SaslMechanism.ANONYMOUS);
      if (mechanism.isEmpty()) {
        problems.add(problem(Key.AUTH, text.get()));
      }
      return new Login(Way.MECHANISM, mechanism);
    }

    /** Turns a value into what it stands for, or notes that it stands for nothing. */
    private <T> Optional<T> value(Key key, Function<String, T> parser) {
      String text = values.get(key);
      if (text == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(parser.apply(text));
      } catch (IllegalArgumentException e) {
        problems.add(problem(key, text));
        return Optional.empty();
      }
    }

    private static String problem(Key key, String value) {
      return key + ": " + Printable.of(value) + " (expected: " + key.form() + ")";
    }

    private static boolean yesOrNo(String text) {
      return oneOf(text, "yes", "no").equals("yes");
    }

    private static String oneOf(String text, String... words) {
      String lower = text.toLowerCase(Locale.ROOT);
      if (!List.of(words).contains(lower)) {
        throw new IllegalArgumentException(text);
      }
      return lower;
    }

    private static Duration seconds(String text) {
      int seconds = Integer.parseInt(text);
      if (seconds < 1 || seconds > MAX_SECONDS) {
        throw new IllegalArgumentException(text);
      }
      return Duration.ofSeconds(seconds);
    }

    private static Retention retention(String text) {
      if (text.equals("keep")) {
        return Retention.keepForEver();
      }
      if (text.equals("delete")) {
        return Retention.deleteAtOnce();
      }
      if (text.startsWith("keep ")) {
        return Retention.keepForDays(Integer.parseInt(text.substring(5).strip()));
      }
      throw new IllegalArgumentException(text);
    }
  }
}
