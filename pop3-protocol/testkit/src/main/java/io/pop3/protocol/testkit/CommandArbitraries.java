package io.pop3.protocol.testkit;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.Verb;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries of commands. */
final class CommandArbitraries {

  private static final List<String> MECHANISMS =
      List.of(
          "PLAIN",
          "LOGIN",
          "CRAM-MD5",
          "SCRAM-SHA-1",
          "SCRAM-SHA-256",
          "SCRAM-SHA-256-PLUS",
          "OAUTHBEARER",
          "XOAUTH2",
          "EXTERNAL",
          "ANONYMOUS");

  private CommandArbitraries() {}

  static Arbitrary<Command> commands(Verb verb, boolean utf8) {
    return switch (verb) {
      case QUIT -> Arbitraries.just(new Command.Quit());
      case CAPA -> Arbitraries.just(new Command.Capa());
      case STLS -> Arbitraries.just(new Command.Stls());
      case UTF8 -> Arbitraries.just(new Command.Utf8());
      case STAT -> Arbitraries.just(new Command.Stat());
      case NOOP -> Arbitraries.just(new Command.Noop());
      case RSET -> Arbitraries.just(new Command.Rset());
      case LANG -> languageRanges().optional().map(Command.Lang::new);
      case USER -> names(utf8).map(Command.User::new);
      case PASS -> passwords(utf8).map(Command.Pass::new);
      case APOP -> Combinators.combine(names(utf8), digests()).as(Command.Apop::new);
      case AUTH -> auth();
      case LIST -> optionalNumber(Command.List::new);
      case UIDL -> optionalNumber(Command.Uidl::new);
      case RETR -> Pop3Arbitraries.messageNumbers().map(Command.Retr::new);
      case DELE -> Pop3Arbitraries.messageNumbers().map(Command.Dele::new);
      case TOP ->
          Combinators.combine(Pop3Arbitraries.messageNumbers(), lineCounts()).as(Command.Top::new);
    };
  }

  /** Commands with arguments that fit a mailbox, or narrowly don't. */
  static Arbitrary<Command> commands(SampleMailbox mailbox) {
    Arbitrary<MessageNumber> numbers =
        Arbitraries.integers().between(1, mailbox.messages().size() + 1).map(MessageNumber::new);
    Arbitrary<Optional<MessageNumber>> optional = numbers.optional();
    Secret plain = plain(mailbox);
    return Arbitraries.oneOf(
        Arrays.asList(
            Arbitraries.of(
                new Command.Capa(),
                new Command.Stat(),
                new Command.Noop(),
                new Command.Rset(),
                new Command.Quit(),
                new Command.Utf8(),
                new Command.Stls(),
                new Command.AuthList()),
            Arbitraries.of("*", "en", "x-none").optional().map(Command.Lang::new),
            Arbitraries.of(mailbox.user(), "nobody").map(Command::user),
            Arbitraries.of(mailbox.password(), mailbox.password(), "wrong").map(Command::pass),
            Arbitraries.of(Optional.of(plain), Optional.<Secret>empty())
                .map(initial -> new Command.Auth("PLAIN", initial)),
            optional.map(Command.List::new),
            optional.map(Command.Uidl::new),
            numbers.map(Command.Retr::new),
            numbers.map(Command.Dele::new),
            Combinators.combine(numbers, Arbitraries.longs().between(0, 3)).as(Command.Top::new)));
  }

  /** The initial response that logs in by PLAIN. */
  private static Secret plain(SampleMailbox mailbox) {
    String message = "\0" + mailbox.user() + "\0" + mailbox.password();
    return Secret.of(Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)));
  }

  private static Arbitrary<Command> optionalNumber(
      Function<Optional<MessageNumber>, Command> constructor) {
    return Pop3Arbitraries.messageNumbers().optional().map(constructor);
  }

  private static Arbitrary<UserName> names(boolean utf8) {
    return utf8 ? Pop3Arbitraries.utf8UserNames() : Pop3Arbitraries.userNames();
  }

  private static Arbitrary<Secret> passwords(boolean utf8) {
    return utf8 ? Pop3Arbitraries.utf8Passwords() : Pop3Arbitraries.passwords();
  }

  static Arbitrary<Long> lineCounts() {
    return Arbitraries.longs().between(0, Long.MAX_VALUE);
  }

  static Arbitrary<String> digests() {
    return Arbitraries.strings().numeric().withCharRange('a', 'f').ofLength(32);
  }

  static Arbitrary<String> languageRanges() {
    Arbitrary<String> primary =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('A', 'Z')
            .ofMinLength(1)
            .ofMaxLength(8);
    Arbitrary<String> subtag =
        Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(8).map(tag -> "-" + tag);
    Arbitrary<String> subtags = subtag.list().ofMaxSize(5).map(ValueArbitraries::joined);
    Arbitrary<String> range = Combinators.combine(primary, subtags).as(String::concat);
    return Arbitraries.oneOf(Arbitraries.just("*"), range);
  }

  static Arbitrary<String> mechanisms() {
    Arbitrary<String> anyName =
        Arbitraries.strings()
            .withCharRange('A', 'Z')
            .numeric()
            .withChars('-', '_')
            .ofMinLength(1)
            .ofMaxLength(20);
    return Arbitraries.oneOf(Arbitraries.of(MECHANISMS), anyName);
  }

  /** Base64 that keeps AUTH within the 255 octets a client may send, or {@code =}. */
  static Arbitrary<String> initialResponses() {
    Arbitrary<String> base64 =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMinSize(1)
            .ofMaxSize(168)
            .map(octets -> Base64.getEncoder().encodeToString(octets));
    return Arbitraries.oneOf(base64, Arbitraries.just("="));
  }

  private static Arbitrary<Command> auth() {
    Arbitrary<Command> withMechanism =
        Combinators.combine(
                mechanisms(), initialResponses().map(text -> Secret.of(text)).optional())
            .as(Command.Auth::new);
    return Arbitraries.oneOf(withMechanism, Arbitraries.just(new Command.AuthList()));
  }
}
