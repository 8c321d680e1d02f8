package io.pop3.protocol.sasl;

import java.util.Optional;

/**
 * What stands in front of a SCRAM or OAUTHBEARER message: RFC 5801 section 4, RFC 5802 section 7.
 *
 * <pre>
 *   gs2-header = ("n" / "y" / "p=" cb-name) "," ["a=" saslname] ","
 *   cb-name    = 1*(ALPHA / DIGIT / "." / "-")
 *   saslname   = 1*(any character but NUL "," "=" / "=2C" / "=3D")
 * </pre>
 *
 * @param text the header as it stands in the message, with its last comma
 * @param flag whether the channel is bound
 * @param bindingName the type of binding; only with {@link Flag#BOUND}
 * @param authorization whom the client wants to act as, decoded but not prepared
 */
record Gs2Header(
    String text, Flag flag, Optional<String> bindingName, Optional<String> authorization) {

  /** What the client says of channel binding. */
  enum Flag {
    /** {@code n}: the client can't. */
    UNABLE,
    /** {@code y}: the client could, and believes that the server can't. */
    NOT_OFFERED,
    /** {@code p}: the client does. */
    BOUND
  }

  static Gs2Header of(Optional<ChannelBindingType> binding, boolean able, Optional<String> acting) {
    String flag = binding.map(type -> "p=" + type.registeredName()).orElse(able ? "y" : "n");
    String name = acting.map(authorization -> "a=" + encodeName(authorization)).orElse("");
    return new Gs2Header(
        flag + "," + name + ",",
        binding.isPresent() ? Flag.BOUND : able ? Flag.NOT_OFFERED : Flag.UNABLE,
        binding.map(ChannelBindingType::registeredName),
        acting);
  }

  /** Finds the header that a message begins with. */
  static Optional<Gs2Header> parse(String message) {
    int first = message.indexOf(',');
    int second = message.indexOf(',', first + 1);
    if (first < 0 || second < 0) {
      return Optional.empty();
    }
    String flag = message.substring(0, first);
    String name = message.substring(first + 1, second);
    Optional<String> authorization =
        name.startsWith("a=") ? decodeName(name.substring(2)) : Optional.empty();
    if (!name.isEmpty() && authorization.isEmpty()) {
      return Optional.empty();
    }
    String text = message.substring(0, second + 1);
    if (flag.equals("n")) {
      return Optional.of(new Gs2Header(text, Flag.UNABLE, Optional.empty(), authorization));
    }
    if (flag.equals("y")) {
      return Optional.of(new Gs2Header(text, Flag.NOT_OFFERED, Optional.empty(), authorization));
    }
    if (flag.startsWith("p=") && isBindingName(flag.substring(2))) {
      return Optional.of(
          new Gs2Header(text, Flag.BOUND, Optional.of(flag.substring(2)), authorization));
    }
    return Optional.empty();
  }

  /** 5802-C1-3. */
  static String encodeName(String name) {
    return name.replace("=", "=3D").replace(",", "=2C");
  }

  /** The name that a saslname stands for; nothing if it is none (5802-C1-4). */
  static Optional<String> decodeName(String encoded) {
    StringBuilder name = new StringBuilder(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '=' && encoded.startsWith("2C", i + 1)) {
        name.append(',');
        i += 2;
      } else if (c == '=' && encoded.startsWith("3D", i + 1)) {
        name.append('=');
        i += 2;
      } else if (c == '=' || c == ',' || c == 0) {
        return Optional.empty();
      } else {
        name.append(c);
      }
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(name.toString());
  }

  private static boolean isBindingName(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '.'
                        || c == '-');
  }
}
