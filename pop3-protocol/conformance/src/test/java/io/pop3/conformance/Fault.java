package io.pop3.conformance;

import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToyOptions;
import io.pop3.conformance.toy.ToyServer;
import io.pop3.conformance.toy.ToySession;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Something that a server gets wrong, and the cases that must see it.
 *
 * @param name what is wrong
 * @param setting how the server is set up
 * @param options what it offers
 * @param behavior how it is wrong
 * @param caughtBy the ids of the cases that must fail
 */
record Fault(
    String name,
    ToySetting setting,
    ToyOptions options,
    ToyBehavior behavior,
    List<String> caughtBy) {

  /** A fault of the server that offers everything. */
  static Fault of(String name, ToyBehavior behavior, String... caughtBy) {
    return new Fault(
        name, ToySetting.CLEARTEXT, ToySetting.CLEARTEXT.options(), behavior, List.of(caughtBy));
  }

  /** A line is answered by something else than it should be. */
  static Fault instead(String line, String reply, String... caughtBy) {
    return of(shown(line) + " is answered " + shown(reply), answering(line, reply), caughtBy);
  }

  /** A behavior that answers a line, or all lines that begin with it and a dot-dot-dot. */
  static ToyBehavior answering(String line, String reply) {
    String prefix = line.endsWith("...") ? line.substring(0, line.length() - 3) : line;
    return new ToyBehavior() {
      @Override
      protected Optional<String> instead(ToySession session, String given) {
        boolean meant = prefix.equals(line) ? given.equals(line) : given.startsWith(prefix);
        return meant ? Optional.of(reply) : Optional.empty();
      }
    };
  }

  /** A line is answered wrongly in AUTHORIZATION, or in TRANSACTION. */
  static Fault insteadIf(boolean loggedIn, String line, String reply, String... caughtBy) {
    ToyBehavior behavior =
        new ToyBehavior() {
          @Override
          protected Optional<String> instead(ToySession session, String given) {
            return session.isLoggedIn() == loggedIn && given.equals(line)
                ? Optional.of(reply)
                : Optional.empty();
          }
        };
    String state = loggedIn ? " after the login" : " before the login";
    return of(shown(line) + state + " is answered " + shown(reply), behavior, caughtBy);
  }

  /** The reply to a line, or to all that begin like it, is changed on its way. */
  static Fault rewriting(
      String name, String prefix, UnaryOperator<String> change, String... caughtBy) {
    return of(
        name,
        new ToyBehavior() {
          @Override
          protected String rewrite(ToySession session, String line, String reply) {
            return line.startsWith(prefix) ? change.apply(reply) : reply;
          }
        },
        caughtBy);
  }

  /** The reply to one line is changed on its way, as the session demands. */
  static Fault replying(
      String name, String line, BiFunction<ToySession, String, String> change, String... caughtBy) {
    return of(
        name,
        new ToyBehavior() {
          @Override
          protected String rewrite(ToySession session, String given, String reply) {
            return given.equals(line) ? change.apply(session, reply) : reply;
          }
        },
        caughtBy);
  }

  /** Lines are taken for others. */
  static Fault misreading(String name, UnaryOperator<String> reading, String... caughtBy) {
    return of(
        name,
        new ToyBehavior() {
          @Override
          protected String preprocess(String line) {
            return reading.apply(line);
          }
        },
        caughtBy);
  }

  /** CAPA says something else. */
  static Fault announcing(
      String name, boolean loggedIn, UnaryOperator<List<String>> change, String... caughtBy) {
    return of(
        name,
        new ToyBehavior() {
          @Override
          protected List<String> capabilities(ToySession session, List<String> right) {
            return session.isLoggedIn() == loggedIn ? change.apply(right) : right;
          }
        },
        caughtBy);
  }

  /** Some lines and more. */
  static List<String> plus(List<String> lines, String... more) {
    return Stream.concat(lines.stream(), Stream.of(more)).toList();
  }

  Fault in(ToySetting newSetting) {
    return new Fault(name, newSetting, newSetting.options(), behavior, caughtBy);
  }

  Fault with(UnaryOperator<ToyOptions> change) {
    return new Fault(name, setting, change.apply(options), behavior, caughtBy);
  }

  ToyServer start() {
    return ToyServer.start(options, behavior);
  }

  private static String shown(String octets) {
    return Octets.show(octets);
  }

  @Override
  public String toString() {
    return name + " (" + setting + ")";
  }
}
