package io.pop3.protocol.command;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.compliance.Deviation;
import io.pop3.protocol.compliance.DeviationListener;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.wire.Utf8;
import io.pop3.protocol.wire.WireLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns command lines into {@link Command}s and back. Stateless apart from its settings; safe for
 * several threads if the listener is.
 *
 * <p>{@code decode} never throws for content. {@code encode} always gives one legal line, whose
 * decoding is the command it came from.
 */
public final class CommandCodec {

  private static final int SP = ' ';
  private static final byte[] CRLF = {'\r', '\n'};

  private final Compliance compliance;
  private final DeviationListener listener;
  private final boolean utf8Credentials;

  /**
   * A codec.
   *
   * @param compliance what to tolerate in decoding
   * @param listener hears of each tolerance used
   * @param utf8Credentials whether USER, PASS and APOP may carry UTF-8 (RFC 6856 section 2.2)
   */
  public CommandCodec(Compliance compliance, DeviationListener listener, boolean utf8Credentials) {
    this.compliance = compliance;
    this.listener = listener;
    this.utf8Credentials = utf8Credentials;
  }

  /**
   * Decodes a command line (RFC 1939 section 3, RFC 2449 section 3).
   *
   * @param line holds the line
   * @param start where it begins
   * @param end where it ends, without its line end
   * @return the command, or why it is none
   */
  public DecodedLine decode(byte[] line, int start, int end) {
    if (start == end) {
      return illegal(Rejection.EMPTY_LINE, null);
    }
    int keywordEnd = indexOfSpace(line, start, end);
    Verb verb = Verb.find(line, start, keywordEnd);
    boolean credentials = verb == Verb.USER || verb == Verb.PASS || verb == Verb.APOP;
    if (!hasLegalOctets(line, start, end, credentials && utf8Credentials)) {
      return illegal(Rejection.ILLEGAL_OCTET, verb);
    }
    if (line[start] == SP) {
      return illegal(Rejection.MISPLACED_SPACE, null);
    }
    if (verb == null) {
      return illegal(Rejection.UNKNOWN_COMMAND, null);
    }
    return verb == Verb.PASS
        ? decodePass(line, keywordEnd, end)
        : decodeArguments(verb, line, keywordEnd, end);
  }

  /** {@code "PASS" SP secret}: one space, then every octet is the password's. */
  private static DecodedLine decodePass(byte[] line, int keywordEnd, int end) {
    int secretStart = keywordEnd + 1;
    if (secretStart >= end) {
      return illegal(Rejection.ARGUMENT_COUNT, Verb.PASS);
    }
    if (end - secretStart > WireLimits.PASSWORD_OCTETS) {
      return illegal(Rejection.LINE_TOO_LONG, Verb.PASS);
    }
    return legal(new Command.Pass(Secret.of(line, secretStart, end - secretStart)));
  }

  private DecodedLine decodeArguments(Verb verb, byte[] line, int keywordEnd, int end) {
    int first = -1;
    int firstEnd = -1;
    int second = -1;
    int secondEnd = -1;
    int count = 0;
    int position = keywordEnd;
    while (position < end) {
      int argument = skipSpaces(line, position, end);
      int spaces = argument - position;
      if (argument == end) {
        // The old discovery form "AUTH" SP is legal in every mode.
        boolean discovery = verb == Verb.AUTH && count == 0 && spaces == 1;
        if (!discovery && !tolerated(Deviation.TRAILING_SPACE)) {
          return illegal(Rejection.MISPLACED_SPACE, verb);
        }
        break;
      }
      if (spaces > 1 && !toleratesRepeatedSpace(verb)) {
        return illegal(Rejection.MISPLACED_SPACE, verb);
      }
      position = indexOfSpace(line, argument, end);
      count++;
      if (count == 1) {
        first = argument;
        firstEnd = position;
      } else if (count == 2) {
        second = argument;
        secondEnd = position;
      }
    }
    boolean authDiscovery = verb == Verb.AUTH && count == 0;
    if ((count < verb.minArguments() && !authDiscovery) || count > verb.maxArguments()) {
      return illegal(Rejection.ARGUMENT_COUNT, verb);
    }
    return switch (verb) {
      case QUIT -> QUIT;
      case CAPA -> CAPA;
      case STLS -> STLS;
      case UTF8 -> UTF8;
      case STAT -> STAT;
      case NOOP -> NOOP;
      case RSET -> RSET;
      case USER -> decodeUser(line, first, firstEnd);
      case PASS -> throw new AssertionError("PASS has a grammar of its own");
      case APOP -> decodeApop(line, first, firstEnd, second, secondEnd);
      case AUTH -> decodeAuth(line, first, firstEnd, second, secondEnd);
      case LANG -> decodeLang(line, first, firstEnd);
      case LIST, UIDL, RETR, DELE -> decodeMessage(verb, line, first, firstEnd);
      case TOP -> decodeTop(line, first, firstEnd, second, secondEnd);
    };
  }

  private boolean toleratesRepeatedSpace(Verb verb) {
    return tolerated(
        verb == Verb.AUTH ? Deviation.REPEATED_SPACE_IN_AUTH : Deviation.REPEATED_SPACE);
  }

  private static DecodedLine decodeUser(byte[] line, int start, int end) {
    String name = utf8(line, start, end);
    if (!UserName.isValid(name) || end - start > WireLimits.USER_NAME_OCTETS) {
      return illegal(Rejection.BAD_ARGUMENT, Verb.USER);
    }
    return legal(new Command.User(new UserName(name)));
  }

  private static DecodedLine decodeApop(
      byte[] line, int start, int end, int digestStart, int digestEnd) {
    String name = utf8(line, start, end);
    String digest = utf8(line, digestStart, digestEnd);
    if (!UserName.isValid(name)
        || end - start > WireLimits.APOP_NAME_OCTETS
        || !Arguments.isDigest(digest)) {
      return illegal(Rejection.BAD_ARGUMENT, Verb.APOP);
    }
    return legal(new Command.Apop(new UserName(name), digest));
  }

  private static DecodedLine decodeAuth(
      byte[] line, int start, int end, int initialStart, int initialEnd) {
    if (start < 0) {
      return AUTH_LIST;
    }
    String mechanism = utf8(line, start, end);
    if (!Arguments.isMechanism(mechanism)) {
      return illegal(Rejection.BAD_ARGUMENT, Verb.AUTH);
    }
    Optional<Secret> initial =
        initialStart < 0
            ? Optional.empty()
            : Optional.of(Secret.of(line, initialStart, initialEnd - initialStart));
    return legal(new Command.Auth(mechanism, initial));
  }

  private static DecodedLine decodeLang(byte[] line, int start, int end) {
    if (start < 0) {
      return LANG;
    }
    String range = utf8(line, start, end);
    if (!Command.Lang.isRange(range)) {
      return illegal(Rejection.BAD_ARGUMENT, Verb.LANG);
    }
    return legal(new Command.Lang(Optional.of(range)));
  }

  private static DecodedLine decodeMessage(Verb verb, byte[] line, int start, int end) {
    if (start < 0) {
      return verb == Verb.LIST ? LIST : UIDL;
    }
    long number = number(line, start, end);
    if (number <= 0) {
      return illegal(number < 0 ? Rejection.NOT_A_NUMBER : Rejection.NO_SUCH_MESSAGE, verb);
    }
    MessageNumber message = messageNumber(number);
    return switch (verb) {
      case LIST -> legal(new Command.List(Optional.of(message)));
      case UIDL -> legal(new Command.Uidl(Optional.of(message)));
      case RETR -> legal(new Command.Retr(message));
      case DELE -> legal(new Command.Dele(message));
      default -> throw new AssertionError(verb);
    };
  }

  private static DecodedLine decodeTop(
      byte[] line, int start, int end, int countStart, int countEnd) {
    long number = number(line, start, end);
    long lines = number(line, countStart, countEnd);
    if (number < 0 || lines < 0) {
      return illegal(Rejection.NOT_A_NUMBER, Verb.TOP);
    }
    if (number == 0) {
      return illegal(Rejection.NO_SUCH_MESSAGE, Verb.TOP);
    }
    return legal(new Command.Top(messageNumber(number), lines));
  }

  /**
   * {@code 1*DIGIT}, any length: what does not fit saturates.
   *
   * @return the number, or -1 if it is none
   */
  private static long number(byte[] line, int start, int end) {
    long value = 0;
    for (int i = start; i < end; i++) {
      int digit = line[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
    }
    return value;
  }

  /** Numbers beyond any maildrop saturate: the store never has 2^31-1 messages. */
  private static MessageNumber messageNumber(long number) {
    return new MessageNumber((int) Math.min(number, Integer.MAX_VALUE));
  }

  private boolean tolerated(Deviation deviation) {
    if (!compliance.tolerates(deviation)) {
      return false;
    }
    listener.tolerated(deviation);
    return true;
  }

  private static boolean hasLegalOctets(byte[] line, int start, int end, boolean utf8) {
    boolean ascii = true;
    for (int i = start; i < end; i++) {
      byte octet = line[i];
      if (octet < 0) {
        ascii = false;
      } else if (octet < SP || octet == 0x7F) {
        return false;
      }
    }
    return ascii || (utf8 && Utf8.isWellFormed(line, start, end));
  }

  private static int indexOfSpace(byte[] line, int start, int end) {
    int i = start;
    while (i < end && line[i] != SP) {
      i++;
    }
    return i;
  }

  private static int skipSpaces(byte[] line, int start, int end) {
    int i = start;
    while (i < end && line[i] == SP) {
      i++;
    }
    return i;
  }

  private static String utf8(byte[] line, int start, int end) {
    return new String(line, start, end - start, StandardCharsets.UTF_8);
  }

  private static DecodedLine legal(Command command) {
    return new DecodedLine.Legal(command);
  }

  private static DecodedLine illegal(Rejection reason, @Nullable Verb verb) {
    return new DecodedLine.Illegal(reason, Optional.ofNullable(verb));
  }

  private static final DecodedLine QUIT = legal(new Command.Quit());
  private static final DecodedLine CAPA = legal(new Command.Capa());
  private static final DecodedLine STLS = legal(new Command.Stls());
  private static final DecodedLine UTF8 = legal(new Command.Utf8());
  private static final DecodedLine STAT = legal(new Command.Stat());
  private static final DecodedLine NOOP = legal(new Command.Noop());
  private static final DecodedLine RSET = legal(new Command.Rset());
  private static final DecodedLine LIST = legal(new Command.List(Optional.empty()));
  private static final DecodedLine UIDL = legal(new Command.Uidl(Optional.empty()));
  private static final DecodedLine LANG = legal(new Command.Lang(Optional.empty()));
  private static final DecodedLine AUTH_LIST = legal(new Command.AuthList());

  /**
   * Writes a command as the one line that stands for it.
   *
   * @param command what to send
   * @return the line with its CRLF; the caller wipes it if the command has a secret
   */
  public static byte[] encode(Command command) {
    ByteArrayOutputStream line = new WipeableOutput();
    ascii(line, command.verb().name());
    switch (command.verb()) {
      case QUIT, CAPA, STLS, UTF8, STAT, NOOP, RSET -> {}
      case USER -> argument(line, ((Command.User) command).name().value());
      case PASS -> secret(line, ((Command.Pass) command).secret());
      case APOP -> {
        Command.Apop apop = (Command.Apop) command;
        argument(line, apop.name().value());
        argument(line, apop.digest());
      }
      case AUTH -> {
        if (command instanceof Command.Auth auth) {
          argument(line, auth.mechanism());
          auth.initialResponse().ifPresent(initial -> secret(line, initial));
        }
      }
      case LANG -> ((Command.Lang) command).range().ifPresent(range -> argument(line, range));
      case LIST -> ((Command.List) command).message().ifPresent(number -> number(line, number));
      case UIDL -> ((Command.Uidl) command).message().ifPresent(number -> number(line, number));
      case RETR -> number(line, ((Command.Retr) command).message());
      case DELE -> number(line, ((Command.Dele) command).message());
      case TOP -> {
        Command.Top top = (Command.Top) command;
        number(line, top.message());
        argument(line, Long.toString(top.lines()));
      }
    }
    line.writeBytes(CRLF);
    byte[] octets = line.toByteArray();
    line.reset();
    return octets;
  }

  private static void ascii(ByteArrayOutputStream line, String text) {
    line.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void argument(ByteArrayOutputStream line, String text) {
    line.write(SP);
    ascii(line, text);
  }

  private static void number(ByteArrayOutputStream line, MessageNumber number) {
    argument(line, number.toString());
  }

  private static void secret(ByteArrayOutputStream line, Secret secret) {
    line.write(SP);
    byte[] octets = secret.reveal();
    line.writeBytes(octets);
    Arrays.fill(octets, (byte) 0);
  }

  /** Leaves no password behind in its buffer. */
  private static final class WipeableOutput extends ByteArrayOutputStream {

    WipeableOutput() {
      super(WireLimits.COMMAND_LINE_OCTETS);
    }

    @Override
    public synchronized void reset() {
      Arrays.fill(buf, (byte) 0);
      super.reset();
    }
  }
}
