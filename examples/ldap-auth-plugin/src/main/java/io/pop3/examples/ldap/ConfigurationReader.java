package io.pop3.examples.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import io.pop3.examples.ldap.LdapConfiguration.Encryption;
import io.pop3.examples.ldap.LdapConfiguration.Server;
import io.pop3.spi.ConfigurationProblem;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;

/** Reads a configuration and gathers all that is wrong with it. */
final class ConfigurationReader {

  private static final String URL = "url";
  private static final String START_TLS = "start-tls";
  private static final String TRUST = "trust-certificates";
  private static final String USER_DN = "user-dn";
  private static final String BASE_DN = "base-dn";
  private static final String FILTER = "filter";
  private static final String BIND_DN = "bind-dn";
  private static final String BIND_PASSWORD = "bind-password";
  private static final String NAME_ATTRIBUTE = "name-attribute";
  private static final String CONNECTIONS = "connections";
  private static final String TIMEOUT = "timeout";

  static final Set<String> KEYS =
      Set.of(
          URL,
          START_TLS,
          TRUST,
          USER_DN,
          BASE_DN,
          FILTER,
          BIND_DN,
          BIND_PASSWORD,
          NAME_ATTRIBUTE,
          CONNECTIONS,
          TIMEOUT);

  private static final int MOST_CONNECTIONS = 1000;
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);
  private static final String URL_FORM =
      "ldaps://host or ldap://host, several of one kind apart by spaces";
  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,3}");
  private static final Pattern SECONDS = Pattern.compile("([1-9]\\d{0,5})\\s*(ms|s)");

  private final ProviderContext context;
  private final Map<String, String> values;
  private final List<ConfigurationProblem> problems = new ArrayList<>();

  ConfigurationReader(ProviderContext context) {
    this.context = context;
    this.values = context.configuration();
  }

  /**
   * Reads everything.
   *
   * @throws ProviderConfigurationException with everything that is wrong
   */
  LdapConfiguration read() {
    List<LDAPURL> urls = urls();
    Optional<Encryption> encryption = encryption(urls);
    List<TrustManager> trust = trust();
    Optional<Lookup> lookup = lookup();
    String attribute = nameAttribute();
    int connections = connections();
    Duration timeout = timeout();
    if (!problems.isEmpty()) {
      throw new ProviderConfigurationException(problems);
    }
    return new LdapConfiguration(
        urls.stream().map(url -> new Server(url.getHost(), url.getPort())).toList(),
        encryption.orElseThrow(),
        trust,
        lookup.orElseThrow(),
        attribute,
        connections,
        timeout);
  }

  private List<LDAPURL> urls() {
    List<LDAPURL> urls = new ArrayList<>();
    Set<String> schemes = new HashSet<>();
    for (String word : value(URL).orElse("").split("[,\\s]+", -1)) {
      try {
        LDAPURL url = new LDAPURL(word);
        schemes.add(url.getScheme());
        if (!url.hostProvided() || url.baseDNProvided() || url.getScheme().equals("ldapi")) {
          return wrongUrls();
        }
        urls.add(url);
      } catch (LDAPException e) {
        return wrongUrls();
      }
    }
    return schemes.size() == 1 ? urls : wrongUrls();
  }

  private List<LDAPURL> wrongUrls() {
    problem(URL, URL_FORM);
    return List.of();
  }

  /** How to protect the way; empty if that is wrong or can't be told. */
  private Optional<Encryption> encryption(List<LDAPURL> urls) {
    Optional<String> startTls = value(START_TLS);
    if (startTls.isPresent() && !Set.of("true", "false").contains(startTls.get())) {
      problem(START_TLS, "true or false");
      return Optional.empty();
    }
    if (urls.isEmpty()) {
      return Optional.empty();
    }
    if (urls.get(0).getScheme().equals("ldaps")) {
      if (startTls.isPresent()) {
        problem(START_TLS, "absent, since ldaps:// begins with TLS");
      }
      return Optional.of(Encryption.LDAPS);
    }
    return Optional.of(
        startTls.equals(Optional.of("false")) ? Encryption.NONE : Encryption.START_TLS);
  }

  private List<TrustManager> trust() {
    if (value(TRUST).isEmpty()) {
      return List.of();
    }
    try {
      return TrustedCertificates.read(context.baseDirectory().resolve(value(TRUST).get()));
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      problem(TRUST, "a PEM file with certificates that can be read");
      return List.of();
    }
  }

  private Optional<Lookup> lookup() {
    if (value(USER_DN).isPresent() == value(BASE_DN).isPresent()) {
      problem(USER_DN, "either " + USER_DN + " or " + BASE_DN);
      return Optional.empty();
    }
    return value(USER_DN).isPresent() ? direct() : search();
  }

  private Optional<Lookup> direct() {
    for (String key : List.of(FILTER, BIND_DN, BIND_PASSWORD)) {
      if (values.containsKey(key)) {
        problem(key, "absent, since nothing is searched for with " + USER_DN);
      }
    }
    return parsed(USER_DN, "a DN with %u in a value, such as uid=%u,dc=example", DnTemplate::parse)
        .map(Lookup.Direct::new);
  }

  private Optional<Lookup> search() {
    Optional<DN> base = parsed(BASE_DN, "a DN", ConfigurationReader::dn);
    Optional<FilterTemplate> filter =
        values.containsKey(FILTER)
            ? parsed(FILTER, "a filter with %u in a value, such as (uid=%u)", FilterTemplate::parse)
            : Optional.of(FilterTemplate.parse("(uid=%u)"));
    SimpleBindRequest account = account();
    return base.isPresent() && filter.isPresent()
        ? Optional.of(new Lookup.Search(base.get(), filter.get(), account))
        : Optional.empty();
  }

  private SimpleBindRequest account() {
    Optional<DN> dn =
        values.containsKey(BIND_DN)
            ? parsed(BIND_DN, "a DN", ConfigurationReader::dn)
            : Optional.empty();
    // Not stripped: what it is made of is nobody's business.
    String password = values.getOrDefault(BIND_PASSWORD, "");
    if (values.containsKey(BIND_DN) && password.isEmpty()) {
      problem(BIND_PASSWORD, "the password of " + BIND_DN);
    }
    if (values.containsKey(BIND_PASSWORD) && !values.containsKey(BIND_DN)) {
      problem(BIND_DN, "the DN that " + BIND_PASSWORD + " belongs to");
    }
    return dn.map(found -> new SimpleBindRequest(found, password))
        .orElseGet(SimpleBindRequest::new);
  }

  private static DN dn(String text) {
    try {
      DN dn = new DN(text);
      if (dn.isNullDN()) {
        throw new IllegalArgumentException("empty");
      }
      return dn;
    } catch (LDAPException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private String nameAttribute() {
    String attribute = values.getOrDefault(NAME_ATTRIBUTE, "uid").strip();
    if (!ATTRIBUTE.matcher(attribute).matches()) {
      problem(NAME_ATTRIBUTE, "the name of an attribute, such as uid");
    }
    return attribute;
  }

  private int connections() {
    String text = values.getOrDefault(CONNECTIONS, "8").strip();
    if (COUNT.matcher(text).matches() && Integer.parseInt(text) <= MOST_CONNECTIONS) {
      return Integer.parseInt(text);
    }
    problem(CONNECTIONS, "1 to " + MOST_CONNECTIONS);
    return 1;
  }

  private Duration timeout() {
    Matcher matcher = SECONDS.matcher(values.getOrDefault(TIMEOUT, "5s").strip());
    if (matcher.matches()) {
      int amount = Integer.parseInt(matcher.group(1));
      Duration timeout =
          matcher.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
      if (timeout.compareTo(LONGEST_TIMEOUT) <= 0) {
        return timeout;
      }
    }
    problem(TIMEOUT, "up to " + LONGEST_TIMEOUT.toSeconds() + "s, such as 5s or 500ms");
    return LONGEST_TIMEOUT;
  }

  private <T> Optional<T> parsed(String key, String expected, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(value(key).orElse("")));
    } catch (IllegalArgumentException e) {
      problem(key, expected);
      return Optional.empty();
    }
  }

  /** A value that says something. */
  private Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private void problem(String key, String expected) {
    String shown = key.equals(BIND_PASSWORD) ? "…" : values.getOrDefault(key, "");
    problems.add(new ConfigurationProblem(key, shown, expected));
  }
}
