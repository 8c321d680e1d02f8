package io.pop3.server.app.config;

import io.pop3.protocol.model.UserName;
import io.pop3.server.options.CertificateFiles;
import io.pop3.server.options.Defence;
import io.pop3.server.options.Identity;
import io.pop3.server.options.Limits;
import io.pop3.server.options.ListenAddress;
import io.pop3.server.options.Logins;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.server.options.Threads;
import io.pop3.server.options.Timeouts;
import io.pop3.server.options.TlsOptions;
import io.pop3.server.plugin.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a configuration file says, checked and typed. Immutable.
 *
 * @param listen where to listen, at least one address
 * @param authentication the authentication backend
 * @param maildrops the maildrop store
 * @param options everything else
 */
public record ServerConfiguration(
    List<ListenAddress> listen,
    PluginChoice authentication,
    PluginChoice maildrops,
    Pop3ServerOptions options) {

  /**
   * A plugin and its part of the configuration.
   *
   * @param name the plugin's name
   * @param keys its keys without the prefix, and their values
   */
  public record PluginChoice(String name, Map<String, String> keys) {

    /** Copies the keys. */
    public PluginChoice {
      keys = Map.copyOf(keys);
    }

    /** Names the keys only: values may be secrets. */
    @Override
    public String toString() {
      return name + keys.keySet();
    }
  }

  /**
   * Reads a configuration.
   *
   * @param values keys and values of the file
   * @param source names the file in error messages
   * @param base where relative paths begin
   * @param plugins the plugins there are
   * @return the configuration
   * @throws ConfigurationException with every problem there is
   */
  public static ServerConfiguration of(
      Map<String, String> values, String source, Path base, PluginKeys plugins) {
    Problems problems = new Problems();
    Settings settings = new Settings(values, problems);
    Keys.ALL.forEach(settings::declare);

    List<ListenAddress> listen = new ArrayList<>(settings.get(Keys.LISTEN));
    listen.addAll(settings.get(Keys.LISTEN_TLS));
    if (listen.isEmpty()) {
      problems.add(Keys.LISTEN.name(), "", Keys.LISTEN.form());
    }
    String authentication = settings.get(Keys.AUTHENTICATION);
    PluginChoice backend =
        choose(
            settings,
            problems,
            Keys.AUTHENTICATION,
            authentication,
            plugins.ofAuthentication(authentication),
            plugins.authenticationNames());
    String maildrops = settings.get(Keys.MAILDROPS);
    PluginChoice store =
        choose(
            settings,
            problems,
            Keys.MAILDROPS,
            maildrops,
            plugins.ofMaildrops(maildrops),
            plugins.maildropNames());
    Pop3ServerOptions options = options(settings, base, problems);
    if (options.tls().isEmpty() && !settings.get(Keys.LISTEN_TLS).isEmpty()) {
      problems.add(Keys.TLS_CERTIFICATE.name(), "", "a certificate for " + Keys.LISTEN_TLS.name());
    }
    settings.noteUnknownKeys();
    problems.throwIfAny(source);
    return new ServerConfiguration(List.copyOf(listen), backend, store, options);
  }

  private static PluginChoice choose(
      Settings settings,
      Problems problems,
      Key<String> key,
      String name,
      Optional<Set<String>> keys,
      Set<String> names) {
    String prefix = key.name() + "." + name + ".";
    if (keys.isEmpty()) {
      String nearest =
          Nearest.to(name, names).map(near -> "; did you mean " + near + "?").orElse("");
      problems.add(
          key.name(), name, "a plugin that was found: " + String.join(", ", names) + nearest);
      settings.ignore(key.name() + ".");
      return new PluginChoice(name, Map.of());
    }
    return new PluginChoice(name, settings.section(prefix, keys.get()));
  }

  private static Pop3ServerOptions options(Settings settings, Path base, Problems problems) {
    Timeouts timeouts =
        checked(
            problems,
            Timeouts::defaults,
            () ->
                new Timeouts(
                    settings.get(Keys.IDLE),
                    settings.get(Keys.LOGIN),
                    settings.get(Keys.WRITE_STALL),
                    settings.get(Keys.TLS_HANDSHAKE),
                    settings.get(Keys.LOCK_WAIT),
                    settings.get(Keys.STOP_GRACE)));
    Limits limits =
        checked(
            problems,
            Limits::defaults,
            () ->
                new Limits(
                    settings.get(Keys.CONNECTIONS),
                    settings.get(Keys.CONNECTIONS_PER_ADDRESS),
                    settings.get(Keys.SESSIONS_PER_USER),
                    settings.get(Keys.FAILED_LOGINS),
                    settings.get(Keys.BAD_COMMANDS),
                    settings.get(Keys.SASL_LINE)));
    Threads threads =
        checked(
            problems,
            Threads::defaults,
            () ->
                new Threads(
                    settings.get(Keys.EVENT_LOOPS),
                    settings.get(Keys.WORKERS),
                    settings.get(Keys.VERIFIERS)));
    Identity identity =
        checked(
            problems,
            Identity::defaults,
            () ->
                new Identity(
                    settings.get(Keys.HOST_NAME),
                    settings.get(Keys.GREETING),
                    Optional.of(settings.get(Keys.IMPLEMENTATION))
                        .filter(word -> !word.isEmpty())));
    Logins logins = checked(problems, Logins::defaults, () -> logins(settings));
    Defence defence =
        checked(
            problems,
            Defence::defaults,
            () ->
                new Defence(
                    settings.get(Keys.FIRST_DELAY),
                    settings.get(Keys.GREATEST_DELAY),
                    settings.get(Keys.FORGET_AFTER),
                    settings.get(Keys.REMEMBERED_PASSWORDS),
                    settings.get(Keys.REMEMBER_FOR)));
    return new Pop3ServerOptions(
        identity,
        settings.get(Keys.COMPLIANCE),
        logins,
        timeouts,
        limits,
        threads,
        defence,
        checked(problems, Optional::empty, () -> tls(settings, base, problems)),
        settings.get(Keys.HEADERS_BEYOND_ASCII));
  }

  private static Logins logins(Settings settings) {
    String anonymous = settings.get(Keys.ANONYMOUS);
    return new Logins(
        settings.get(Keys.CLEARTEXT_LOGINS),
        settings.get(Keys.APOP),
        settings.get(Keys.MECHANISMS),
        settings.get(Keys.MECHANISM_LIST),
        settings.get(Keys.CERTIFICATE_BINDING),
        anonymous.isEmpty() ? Optional.empty() : Optional.of(new UserName(anonymous)),
        settings.get(Keys.LOGIN_DELAY));
  }

  private static Optional<TlsOptions> tls(Settings settings, Path base, Problems problems) {
    List<String> chains = settings.get(Keys.TLS_CERTIFICATE);
    List<String> keys = settings.get(Keys.TLS_KEY);
    if (chains.size() != keys.size()) {
      problems.add(
          Keys.TLS_KEY.name(),
          String.join(", ", keys),
          "as many as " + Keys.TLS_CERTIFICATE.name() + " has: " + chains.size());
      return Optional.empty();
    }
    if (chains.isEmpty()) {
      return Optional.empty();
    }
    List<CertificateFiles> certificates = new ArrayList<>();
    for (int i = 0; i < chains.size(); i++) {
      certificates.add(
          new CertificateFiles(base.resolve(chains.get(i)), base.resolve(keys.get(i))));
    }
    return Optional.of(
        new TlsOptions(
            certificates,
            Optional.of(settings.get(Keys.TLS_CLIENT_AUTHORITIES))
                .filter(file -> !file.isEmpty())
                .map(base::resolve),
            settings.get(Keys.TLS_CLIENT_CERTIFICATES),
            settings.get(Keys.TLS_IMPLEMENTATION),
            settings.get(Keys.TLS_RELOAD)));
  }

  /** Notes what the options themselves complain of, and goes on with their defaults. */
  private static <T> T checked(Problems problems, Supplier<T> defaults, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return defaults.get();
    }
  }
}
