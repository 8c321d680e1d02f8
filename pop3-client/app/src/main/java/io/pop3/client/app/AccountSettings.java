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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
   * @throws UserErrorException with all problems at once
   */
  static AccountSettings of(Map<Key, String> values) {
    return new Parser(values).parse();
  }

  private static final class Parser {

    private final Map<Key, String> values;
    private final List<String> problems = new ArrayList<>();

    Parser(Map<Key, String> values) {
      this.values = new EnumMap<>(values);
    }

    AccountSettings parse() {
      takeUrl();
      Optional<String> host = value(Key.HOST, text -> text);
      if (host.isEmpty()) {
        problems.add("server: not given (expected: a POP URL, --host, or an account file)");
      }
      Optional<ConnectionSecurity> security = security();
      Optional<ClientOptions> options =
          host.flatMap(name -> security.flatMap(demand -> options(name, demand)));
      Optional<UserName> user = value(Key.USER, UserName::new);
      Login login = login();
      PasswordSource password = PasswordSource.of(values, problems);
      Optional<Account> account = value(Key.ACCOUNT, Account::new);
      if (account.isEmpty() && user.isPresent() && host.isPresent()) {
        account = Optional.of(Account.of(user.get(), host.get()));
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
      return new AccountSettings(options.orElseThrow(), user, login, password, retrieval);
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

    private Optional<ConnectionSecurity> security() {
      boolean cleartext = value(Key.CLEARTEXT, Parser::yesOrNo).orElse(false);
      boolean stls =
          value(Key.SECURITY, text -> oneOf(text, "tls", "stls").equals("stls")).orElse(cleartext);
      if (cleartext && !stls) {
        problems.add(
            Key.CLEARTEXT
                + ": contradicts TLS from the first octet (expected: --stls or a pop:// URL)");
      }
      return Optional.of(
          stls
              ? (cleartext ? ConnectionSecurity.STLS_IF_OFFERED : ConnectionSecurity.STLS)
              : ConnectionSecurity.IMPLICIT_TLS);
    }

    private Optional<ClientOptions> options(String host, ConnectionSecurity security) {
      try {
        ClientOptions.Builder builder = ClientOptions.builder(host).security(security);
        value(Key.PORT, Integer::valueOf).ifPresent(port -> attempt(Key.PORT, builder::port, port));
        values.computeIfPresent(
            Key.SERVER_NAME,
            (key, name) -> {
              attempt(key, builder::serverName, name);
              return name;
            });
        value(Key.TIMEOUT, Parser::seconds).ifPresent(builder::readTimeout);
        value(Key.TOTAL_TIMEOUT, Parser::seconds).ifPresent(builder::totalTimeout);
        value(Key.CA_FILE, file -> TrustedCertificates.read(Path.of(file)))
            .ifPresent(builder::tlsContext);
        return Optional.of(builder.build());
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
        return Optional.empty();
      }
    }

    private <T> void attempt(Key key, Function<T, ?> setter, T value) {
      try {
        setter.apply(value);
      } catch (IllegalArgumentException e) {
        problems.add(problem(key, String.valueOf(value)));
      }
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
