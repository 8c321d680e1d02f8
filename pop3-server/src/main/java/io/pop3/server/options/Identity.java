package io.pop3.server.options;

import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.Greeting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a server says of itself.
 *
 * @param hostName this server's name, used in APOP timestamps: letters, digits, dots and hyphens
 * @param greeting what the greeting says behind {@code +OK}: 1 to 200 printable ASCII characters
 *     without angle brackets, not beginning with {@code [} or a space (ledger 2449-GRAM-5)
 * @param implementation what CAPA announces as IMPLEMENTATION after login: one word, better without
 *     a version; empty to say nothing
 */
public record Identity(String hostName, String greeting, Optional<String> implementation) {

  private static final int MAX_HOST_NAME = 253;
  private static final int MAX_GREETING = 200;
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

  /**
   * Checks all texts.
   *
   * @throws IllegalArgumentException if one could not stand where it is used
   */
  public Identity {
    Faults faults = new Faults();
    faults.check(
        isHostName(hostName),
        "host name",
        quoted(hostName),
        "labels of letters, digits and hyphens, joined by dots");
    faults.check(
        isGreeting(greeting),
        "greeting",
        quoted(greeting),
        "1 to "
            + MAX_GREETING
            + " printable ASCII characters without < and >, not beginning with [ or a space");
    String word = implementation.orElse("none");
    faults.check(isWord(word), "implementation", quoted(word), "one word of printable ASCII");
    faults.throwIfAny();
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static boolean isHostName(String name) {
    if (name.length() > MAX_HOST_NAME) {
      return false;
    }
    for (String label : name.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isGreeting(String text) {
    if (text.length() > MAX_GREETING || !text.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
      return false;
    }
    try {
      Greeting.of(text);
      return true;
    } catch (IllegalArgumentException illegal) {
      return false;
    }
  }

  private static boolean isWord(String word) {
    try {
      Capability.of(Capability.IMPLEMENTATION, word);
      return true;
    } catch (IllegalArgumentException illegal) {
      return false;
    }
  }

  /**
   * The name that this machine gives itself, a plain greeting, and {@code io.pop3}.
   *
   * @return the recommended values
   */
  public static Identity defaults() {
    return new Identity(localHostName(), "POP3 server ready", Optional.of("io.pop3"));
  }

  private static String localHostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return isHostName(name) ? name : "localhost";
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  /**
   * The same with another host name.
   *
   * @param newHostName see {@link #hostName()}
   * @return another identity
   */
  public Identity withHostName(String newHostName) {
    return new Identity(newHostName, greeting, implementation);
  }

  /**
   * The same with another greeting.
   *
   * @param newGreeting see {@link #greeting()}
   * @return another identity
   */
  public Identity withGreeting(String newGreeting) {
    return new Identity(hostName, newGreeting, implementation);
  }

  /**
   * The same with another IMPLEMENTATION.
   *
   * @param newImplementation see {@link #implementation()}
   * @return another identity
   */
  public Identity withImplementation(Optional<String> newImplementation) {
    return new Identity(hostName, greeting, newImplementation);
  }
}
