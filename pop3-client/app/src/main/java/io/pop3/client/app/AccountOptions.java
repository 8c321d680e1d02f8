package io.pop3.client.app;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * The options that all commands have: which account, how safe, and where its password comes from.
 */
final class AccountOptions {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "An account file; options go before what it says.")
  private @Nullable Path config;

  @Option(names = "--host", paramLabel = "HOST", description = "The server.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Its port; 995 unless given, 110 with --stls.")
  private @Nullable String port;

  @Option(
      names = {"-u", "--user"},
      paramLabel = "NAME",
      description = "The user.")
  private @Nullable String user;

  @Option(names = "--stls", description = "Start in cleartext and change to TLS before logging in.")
  private boolean stls;

  @Option(
      names = "--cleartext",
      description =
          "Log in without TLS if the server does not offer it: everybody on the way can then read"
              + " password and mail.")
  private boolean cleartext;

  @Option(
      names = "--server-name",
      paramLabel = "NAME",
      description = "The name that the certificate must prove, if not the host.")
  private @Nullable String serverName;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Trust the certificates in this PEM file instead of the system's.")
  private @Nullable String caFile;

  @Option(
      names = "--auth",
      paramLabel = "MECHANISM",
      description = "Log in by this SASL mechanism, or +APOP, and no other.")
  private @Nullable String auth;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long the server may be silent; 120 unless given.")
  private @Nullable String timeout;

  @Option(
      names = "--total-timeout",
      paramLabel = "SECONDS",
      description = "How long everything may take; any time unless given.")
  private @Nullable String totalTimeout;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private @Nullable PasswordOptions password;

  /** Where the password comes from, if not from a prompt. */
  static final class PasswordOptions {

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description = "The password is the first line of this file.")
    private @Nullable String file;

    @Option(
        names = "--password-env",
        paramLabel = "VARIABLE",
        description = "The password is in this environment variable.")
    private @Nullable String variable;

    @Option(
        names = "--password-command",
        paramLabel = "COMMAND",
        description = "The password is the first line that this shell command prints.")
    private @Nullable String command;

    @Option(
        names = "--password-stdin",
        description = "The password is the first line of standard input.")
    private boolean standardInput;

    @Option(names = "--password", hidden = true, paramLabel = "VALUE", arity = "0..1")
    private @Nullable String value;
  }

  private AccountOptions() {}

  /** What the command line and the account file say together. */
  Map<Key, String> values(@Nullable String url) {
    Map<Key, String> typed = typed(url);
    if (config == null) {
      return typed;
    }
    Map<Key, String> values = AccountFile.read(config);
    if (typed.containsKey(Key.URL) || typed.containsKey(Key.HOST)) {
      values.keySet().removeAll(Key.SERVER);
    }
    if (Key.PASSWORD_SOURCES.stream().anyMatch(typed::containsKey)) {
      values.keySet().removeAll(Key.PASSWORD_SOURCES);
    }
    values.putAll(typed);
    return values;
  }

  private Map<Key, String> typed(@Nullable String url) {
    Map<Key, String> typed = new EnumMap<>(Key.class);
    put(typed, Key.URL, url);
    put(typed, Key.HOST, host);
    put(typed, Key.PORT, port);
    put(typed, Key.USER, user);
    put(typed, Key.SECURITY, stls ? "stls" : null);
    put(typed, Key.CLEARTEXT, cleartext ? "yes" : null);
    put(typed, Key.SERVER_NAME, serverName);
    put(typed, Key.CA_FILE, caFile);
    put(typed, Key.AUTH, auth);
    put(typed, Key.TIMEOUT, timeout);
    put(typed, Key.TOTAL_TIMEOUT, totalTimeout);
    PasswordOptions source = password;
    if (source != null) {
      put(typed, Key.PASSWORD_FILE, source.file);
      put(typed, Key.PASSWORD_ENV, source.variable);
      put(typed, Key.PASSWORD_COMMAND, source.command);
      put(typed, Key.PASSWORD_STDIN, source.standardInput ? "yes" : null);
      if (source.value != null) {
        throw refusedPassword();
      }
    }
    return typed;
  }

  private static UserErrorException refusedPassword() {
    return new UserErrorException(
        "--password: refused, since every user of a machine can read what others type (expected:"
            + " --password-file, --password-env, --password-command, --password-stdin, or none to be"
            + " asked)");
  }

  private static void put(Map<Key, String> values, Key key, @Nullable String value) {
    if (value != null) {
      values.put(key, value);
    }
  }
}
