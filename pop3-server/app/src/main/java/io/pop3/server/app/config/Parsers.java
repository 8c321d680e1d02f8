package io.pop3.server.app.config;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.downgrade.DowngradePolicy;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.server.options.ListenAddress;
import io.pop3.server.options.ListenAddress.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns texts of a configuration into values; each throws {@link IllegalArgumentException} if it
 * can't.
 */
final class Parsers {

  static final String DURATION_FORM = "a number and a unit: 500ms, 30s, 10m or 1h";
  static final String ADDRESSES_FORM =
      "host:port, several apart by commas; * for all of this machine, [::1]:110 for IPv6";

  static final String LIST_FORM = "paths, several apart by commas";

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\[([^\\[\\]]+)]|([^:\\[\\]]+))(?::(\\d{1,5}))?");

  private Parsers() {}

  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  static boolean onOff(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes" -> true;
      case "off", "false", "no" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  static List<String> list(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  static Set<SaslMechanism> mechanisms(String text) {
    Set<SaslMechanism> mechanisms = EnumSet.noneOf(SaslMechanism.class);
    for (String name : list(text)) {
      mechanisms.add(
          SaslMechanism.find(name).orElseThrow(() -> new IllegalArgumentException(name)));
    }
    return mechanisms;
  }

  static Compliance compliance(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "strict" -> Compliance.STRICT;
      case "default" -> Compliance.DEFAULT;
      case "lenient" -> Compliance.LENIENT;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** {@code auto} is nothing: it follows from the compliance. */
  static Optional<DowngradePolicy> downgrade(String text) {
    return text.equalsIgnoreCase("auto")
        ? Optional.empty()
        : Optional.of(oneOf(DowngradePolicy.class).apply(text));
  }

  static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
    return text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }

  static Function<String, List<ListenAddress>> addresses(Security security) {
    return text -> {
      List<ListenAddress> addresses = new ArrayList<>();
      if (text.isBlank()) {
        return addresses;
      }
      for (String part : text.split(",", -1)) {
        addresses.add(address(part.strip(), security));
      }
      return List.copyOf(addresses);
    };
  }

  private static ListenAddress address(String text, Security security) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    int defaultPort =
        security == Security.IMPLICIT_TLS
            ? ListenAddress.DEFAULT_TLS_PORT
            : ListenAddress.DEFAULT_PORT;
    int port = matcher.group(3) == null ? defaultPort : Integer.parseInt(matcher.group(3));
    return new ListenAddress(host.equals("*") ? "0.0.0.0" : host, port, security);
  }
}
