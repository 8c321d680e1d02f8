package io.pop3.protocol.command;

import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A command of RFC 1939 or one of its extensions. A command that exists can be written as one legal
 * line; constructors refuse anything else, so that a hostile user name can't become a second
 * command (ledger 1939-CMD-13).
 *
 * <p>Immutable, but for the secret in {@link Pass} and {@link Auth}, which its holder may wipe.
 */
public sealed interface Command {

  /**
   * The keyword, to switch on.
   *
   * @return the verb
   */
  Verb verb();

  /**
   * The form of a positive reply to this very command.
   *
   * @return the form
   */
  default ReplyShape replyShape() {
    return verb().replyShape(true);
  }

  /** {@code QUIT}. */
  record Quit() implements Command {
    @Override
    public Verb verb() {
      return Verb.QUIT;
    }
  }

  /** {@code CAPA}. */
  record Capa() implements Command {
    @Override
    public Verb verb() {
      return Verb.CAPA;
    }
  }

  /**
   * {@code LANG}.
   *
   * @param range the language range asked for; empty to list the languages
   */
  record Lang(Optional<String> range) implements Command {

    /**
     * Checks the range: {@code *} or a basic language range of RFC 4647.
     *
     * @throws IllegalArgumentException if it is none
     */
    public Lang {
      if (range.isPresent() && !isRange(range.get())) {
        throw new IllegalArgumentException(
            "language range: " + Printable.of(range.get()) + " (expected: * or a language tag)");
      }
    }

    static boolean isRange(String range) {
      if (range.equals("*")) {
        return true;
      }
      if (range.length() > WireLimits.COMMAND_LINE_OCTETS - 7) {
        return false;
      }
      String[] parts = range.split("-", -1);
      for (int i = 0; i < parts.length; i++) {
        if (!isSubtag(parts[i], i > 0)) {
          return false;
        }
      }
      return true;
    }

    private static boolean isSubtag(String part, boolean digitsToo) {
      if (part.isEmpty() || part.length() > 8) {
        return false;
      }
      for (int i = 0; i < part.length(); i++) {
        char c = part.charAt(i);
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean digit = c >= '0' && c <= '9';
        if (!letter && !(digit && digitsToo)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public Verb verb() {
      return Verb.LANG;
    }

    @Override
    public ReplyShape replyShape() {
      return verb().replyShape(range.isPresent());
    }
  }

  /**
   * {@code USER}.
   *
   * @param name the mailbox; no spaces
   */
  record User(UserName name) implements Command {

    /**
     * Checks that the name fits the command.
     *
     * @throws IllegalArgumentException if it has a space or makes the line too long
     */
    public User {
      Arguments.checkName(name, WireLimits.USER_NAME_OCTETS);
    }

    @Override
    public Verb verb() {
      return Verb.USER;
    }
  }

  /**
   * {@code PASS}.
   *
   * @param secret the password; spaces belong to it
   */
  record Pass(Secret secret) implements Command {

    /**
     * Checks that the password fits the command.
     *
     * @throws IllegalArgumentException if it is empty, has a control character, is not UTF-8, or
     *     makes the line too long
     */
    public Pass {
      Arguments.checkPassword(secret);
    }

    @Override
    public Verb verb() {
      return Verb.PASS;
    }
  }

  /**
   * {@code APOP}.
   *
   * @param name the mailbox; no spaces
   * @param digest 32 hexadecimal digits; kept in lower case (ledger 1939-APOP-4)
   */
  record Apop(UserName name, String digest) implements Command {

    /**
     * Checks name and digest.
     *
     * @throws IllegalArgumentException if the name has a space or makes the line too long, or the
     *     digest is not 32 hexadecimal digits
     */
    public Apop {
      Arguments.checkName(name, WireLimits.APOP_NAME_OCTETS);
      digest = Arguments.checkDigest(digest);
    }

    @Override
    public Verb verb() {
      return Verb.APOP;
    }

    /** Leaves the digest out: whoever sees it can try passwords against it. */
    @Override
    public String toString() {
      return "Apop[name=" + name + ", digest redacted]";
    }
  }

  /**
   * {@code AUTH}.
   *
   * @param mechanism the SASL mechanism, in upper case
   * @param initialResponse the initial response in base64 as it stands on the line, {@code =} for
   *     an empty one; not decoded here, because it must not be where the mechanism is refused
   *     (A-34)
   */
  record Auth(String mechanism, Optional<Secret> initialResponse) implements Command {

    /**
     * Checks the mechanism's name and that the initial response is one argument.
     *
     * @throws IllegalArgumentException if the mechanism is not 1 to 20 letters, digits, hyphens or
     *     underscores, or the initial response is empty or has a space or control character
     */
    public Auth {
      mechanism = Arguments.checkMechanism(mechanism);
      initialResponse.ifPresent(Arguments::checkInitialResponse);
    }

    @Override
    public Verb verb() {
      return Verb.AUTH;
    }
  }

  /** {@code AUTH} without a mechanism, an old way to ask for the list of mechanisms. */
  record AuthList() implements Command {
    @Override
    public Verb verb() {
      return Verb.AUTH;
    }

    @Override
    public ReplyShape replyShape() {
      return ReplyShape.LISTING;
    }
  }

  /** {@code STLS}. */
  record Stls() implements Command {
    @Override
    public Verb verb() {
      return Verb.STLS;
    }
  }

  /** {@code UTF8}. */
  record Utf8() implements Command {
    @Override
    public Verb verb() {
      return Verb.UTF8;
    }
  }

  /** {@code STAT}. */
  record Stat() implements Command {
    @Override
    public Verb verb() {
      return Verb.STAT;
    }
  }

  /**
   * {@code LIST}.
   *
   * @param message the message asked for; empty for all
   */
  record List(Optional<MessageNumber> message) implements Command {
    @Override
    public Verb verb() {
      return Verb.LIST;
    }

    @Override
    public ReplyShape replyShape() {
      return verb().replyShape(message.isPresent());
    }
  }

  /**
   * {@code RETR}.
   *
   * @param message the message asked for
   */
  record Retr(MessageNumber message) implements Command {
    @Override
    public Verb verb() {
      return Verb.RETR;
    }
  }

  /**
   * {@code DELE}.
   *
   * @param message the message to mark
   */
  record Dele(MessageNumber message) implements Command {
    @Override
    public Verb verb() {
      return Verb.DELE;
    }
  }

  /** {@code NOOP}. */
  record Noop() implements Command {
    @Override
    public Verb verb() {
      return Verb.NOOP;
    }
  }

  /** {@code RSET}. */
  record Rset() implements Command {
    @Override
    public Verb verb() {
      return Verb.RSET;
    }
  }

  /**
   * {@code TOP}.
   *
   * @param message the message asked for
   * @param lines how many lines of the body, 0 or more; counts beyond 2^63-1 are all the same
   *     (A-10)
   */
  record Top(MessageNumber message, long lines) implements Command {

    /**
     * Checks the count.
     *
     * @throws IllegalArgumentException if {@code lines} is negative
     */
    public Top {
      if (lines < 0) {
        throw new IllegalArgumentException("lines: " + lines + " (expected: >= 0)");
      }
    }

    @Override
    public Verb verb() {
      return Verb.TOP;
    }
  }

  /**
   * {@code UIDL}.
   *
   * @param message the message asked for; empty for all
   */
  record Uidl(Optional<MessageNumber> message) implements Command {
    @Override
    public Verb verb() {
      return Verb.UIDL;
    }

    @Override
    public ReplyShape replyShape() {
      return verb().replyShape(message.isPresent());
    }
  }

  /**
   * A {@code USER} command.
   *
   * @param name the mailbox
   * @return the command
   * @throws IllegalArgumentException if this name can't be sent by USER
   */
  static Command user(String name) {
    return new User(new UserName(name));
  }

  /**
   * A {@code PASS} command.
   *
   * @param password the password
   * @return the command
   * @throws IllegalArgumentException if this password can't be sent by PASS
   */
  static Command pass(String password) {
    byte[] octets = password.getBytes(StandardCharsets.UTF_8);
    return new Pass(Secret.of(octets));
  }
}
