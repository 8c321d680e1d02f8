package io.pop3.examples.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import io.pop3.examples.oauth.OAuthConfiguration.Introspected;
import io.pop3.examples.oauth.OAuthConfiguration.Signed;
import io.pop3.examples.oauth.OAuthConfiguration.Source;
import io.pop3.spi.ConfigurationProblem;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a configuration and gathers all that is wrong with it. */
final class ConfigurationReader {

  private static final String ISSUER = "issuer";
  private static final String AUDIENCE = "audience";
  private static final String JWKS = "jwks-uri";
  private static final String ALGORITHMS = "algorithms";
  private static final String INTROSPECTION = "introspection-uri";
  private static final String CLIENT_ID = "client-id";
  private static final String CLIENT_SECRET = "client-secret";
  private static final String USER_CLAIM = "user-claim";
  private static final String SCOPE = "scope";
  private static final String OPENID_CONFIGURATION = "openid-configuration";
  private static final String CLOCK_SKEW = "clock-skew";
  private static final String TIMEOUT = "timeout";

  static final Set<String> KEYS =
      Set.of(
          ISSUER,
          AUDIENCE,
          JWKS,
          ALGORITHMS,
          INTROSPECTION,
          CLIENT_ID,
          CLIENT_SECRET,
          USER_CLAIM,
          SCOPE,
          OPENID_CONFIGURATION,
          CLOCK_SKEW,
          TIMEOUT);

  /**
   * Only signatures that need a private key: under HS256 whoever knows the published key could sign
   * with it, and {@code none} is no signature.
   */
  private static final Set<JWSAlgorithm> POSSIBLE =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Duration GREATEST_SKEW = Duration.ofMinutes(10);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(ms|s|m)");

  /** A scope as RFC 6749 section 3.3 has it. */
  private static final Pattern SCOPES = Pattern.compile("[!#-\\[\\]-~]+( +[!#-\\[\\]-~]+)*");

  private final Map<String, String> values;
  private final List<ConfigurationProblem> problems = new ArrayList<>();

  ConfigurationReader(ProviderContext context) {
    this.values = context.configuration();
  }

  /**
   * Reads everything.
   *
   * @throws ProviderConfigurationException with everything that is wrong
   */
  OAuthConfiguration read() {
    Optional<Source> source = source();
    Optional<String> userClaim = value(USER_CLAIM);
    if (values.containsKey(USER_CLAIM) && userClaim.isEmpty()) {
      problem(USER_CLAIM, "the name of a claim, such as sub");
    }
    Set<String> scope = scope();
    Optional<String> openidConfiguration =
        values.containsKey(OPENID_CONFIGURATION)
            ? address(OPENID_CONFIGURATION).map(URI::toString)
            : Optional.empty();
    Duration clockSkew = duration(CLOCK_SKEW, "60s", Duration.ZERO, GREATEST_SKEW);
    Duration timeout = duration(TIMEOUT, "5s", Duration.ofMillis(1), LONGEST_TIMEOUT);
    if (!problems.isEmpty()) {
      throw new ProviderConfigurationException(problems);
    }
    return new OAuthConfiguration(
        source.orElseThrow(),
        value(ISSUER),
        words(AUDIENCE),
        userClaim.orElse("sub"),
        scope,
        openidConfiguration,
        clockSkew,
        timeout);
  }

  private Optional<Source> source() {
    if (values.containsKey(JWKS) == values.containsKey(INTROSPECTION)) {
      problem(JWKS, "either " + JWKS + " or " + INTROSPECTION);
      return Optional.empty();
    }
    return values.containsKey(JWKS) ? signed() : introspected();
  }

  private Optional<Source> signed() {
    for (String key : List.of(CLIENT_ID, CLIENT_SECRET)) {
      if (values.containsKey(key)) {
        problem(key, "absent, since the issuer is asked nothing with " + JWKS);
      }
    }
    if (value(ISSUER).isEmpty()) {
      problem(ISSUER, "the issuer as tokens name it");
    }
    if (words(AUDIENCE).isEmpty()) {
      problem(AUDIENCE, "whom tokens for this server are meant for, as they name it");
    }
    Set<JWSAlgorithm> algorithms = algorithms();
    return address(JWKS).map(keys -> new Signed(keys, algorithms));
  }

  private Set<JWSAlgorithm> algorithms() {
    if (!values.containsKey(ALGORITHMS)) {
      return Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    }
    Set<JWSAlgorithm> algorithms =
        words(ALGORITHMS).stream().map(JWSAlgorithm::new).collect(Collectors.toSet());
    if (algorithms.isEmpty() || !POSSIBLE.containsAll(algorithms)) {
      String possible =
          POSSIBLE.stream().map(JWSAlgorithm::getName).sorted().collect(Collectors.joining(", "));
      problem(ALGORITHMS, "any of " + possible);
    }
    return algorithms;
  }

  private Optional<Source> introspected() {
    if (values.containsKey(ALGORITHMS)) {
      problem(ALGORITHMS, "absent, since no signature is looked at with " + INTROSPECTION);
    }
    for (String key : List.of(CLIENT_ID, CLIENT_SECRET)) {
      if (values.getOrDefault(key, "").isEmpty()) {
        problem(key, "what this server shows to the issuer when it asks");
      }
    }
    for (String key : List.of(ISSUER, AUDIENCE)) {
      if (values.containsKey(key) && words(key).isEmpty()) {
        problem(key, "something, or not there");
      }
    }
    return address(INTROSPECTION).map(endpoint -> new Introspected(endpoint, authorization()));
  }

  /** Basic authentication as RFC 6749 section 2.3.1 has it, with both parts encoded before. */
  private String authorization() {
    String credentials =
        Stream.of(CLIENT_ID, CLIENT_SECRET)
            .map(key -> URLEncoder.encode(values.getOrDefault(key, ""), StandardCharsets.UTF_8))
            .collect(Collectors.joining(":"));
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII));
  }

  /** An address that nobody on the way can change answers of. */
  private Optional<URI> address(String key) {
    try {
      URI uri = new URI(value(key).orElse(""));
      String host = Optional.ofNullable(uri.getHost()).orElse("");
      boolean safe =
          "https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host));
      if (safe && !host.isEmpty() && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    problem(key, "https://host/path; http:// on this machine only");
    return Optional.empty();
  }

  private Set<String> scope() {
    Optional<String> scope = value(SCOPE);
    if (values.containsKey(SCOPE) && !SCOPES.matcher(scope.orElse("")).matches()) {
      problem(SCOPE, "scopes apart by spaces");
    }
    return scope.map(text -> Set.copyOf(List.of(text.split(" +", -1)))).orElse(Set.of());
  }

  private Duration duration(String key, String standard, Duration least, Duration greatest) {
    Matcher matcher = DURATION.matcher(values.getOrDefault(key, standard).strip());
    if (matcher.matches()) {
      Duration duration =
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(Integer.parseInt(matcher.group(1)));
            case "s" -> Duration.ofSeconds(Integer.parseInt(matcher.group(1)));
            default -> Duration.ofMinutes(Integer.parseInt(matcher.group(1)));
          };
      if (duration.compareTo(least) >= 0 && duration.compareTo(greatest) <= 0) {
        return duration;
      }
    }
    problem(key, "up to " + greatest.toMinutes() + "m, such as " + standard);
    return greatest;
  }

  private Set<String> words(String key) {
    return value(key)
        .map(
            text ->
                Stream.of(text.split("[,\\s]+", -1))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  /** A value that says something. */
  private Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private void problem(String key, String expected) {
    String shown = key.equals(CLIENT_SECRET) ? "…" : values.getOrDefault(key, "");
    problems.add(new ConfigurationProblem(key, shown, expected));
  }
}
