package io.pop3.protocol.testkit;

import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.ResponseCode;
import io.pop3.protocol.reply.StatusLine;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitraries of what servers say. */
final class ReplyArbitraries {

  private static final int MAX_TEXT = 400;

  private ReplyArbitraries() {}

  static Arbitrary<ResponseCode> responseCodes() {
    Arbitrary<String> level =
        Arbitraries.strings()
            .withCharRange('!', '.')
            .withCharRange('0', '\\')
            .withCharRange('^', '~')
            .ofMinLength(1)
            .ofMaxLength(12);
    Arbitrary<ResponseCode> any =
        level
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(levels -> new ResponseCode(String.join("/", levels)));
    Arbitrary<ResponseCode> known =
        Arbitraries.of(
            ResponseCode.IN_USE,
            ResponseCode.LOGIN_DELAY,
            ResponseCode.AUTH,
            ResponseCode.SYS_TEMP,
            ResponseCode.SYS_PERM,
            ResponseCode.UTF8);
    return Arbitraries.oneOf(known, any);
  }

  static Arbitrary<StatusLine> statusLines() {
    return Arbitraries.oneOf(
        texts().map(StatusLine::ok),
        texts().map(StatusLine::err),
        Combinators.combine(responseCodes(), texts()).as(StatusLine::err));
  }

  /** Texts that may stand on any first line, whatever the code in front. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .ofMinLength(1)
        .ofMaxLength(MAX_TEXT)
        .filter(text -> text.charAt(0) != ' ' && text.charAt(0) != '[');
  }

  static Arbitrary<Greeting> greetings() {
    Arbitrary<String> texts = texts().map(text -> text.replaceAll("[<>]", "-"));
    return Arbitraries.oneOf(
        texts.map(Greeting::of),
        Combinators.combine(
                texts.map(text -> text.substring(0, Math.min(text.length(), 100))),
                ValueArbitraries.apopTimestamps())
            .as(Greeting::of),
        Combinators.combine(responseCodes(), texts).as(Greeting::refusal));
  }

  static Arbitrary<Capability> capabilities() {
    Arbitrary<String> days = Arbitraries.integers().between(0, 99_999).map(String::valueOf);
    Arbitrary<List<String>> words =
        Arbitraries.strings()
            .withCharRange('!', '~')
            .ofMinLength(1)
            .ofMaxLength(20)
            .list()
            .ofMaxSize(5);
    Arbitrary<String> privateTag =
        Arbitraries.strings()
            .withCharRange('A', 'Z')
            .ofMinLength(1)
            .ofMaxLength(12)
            .map("X-"::concat);
    return Arbitraries.oneOf(
        Arrays.asList(
            Arbitraries.of(
                    "TOP",
                    "UIDL",
                    "USER",
                    "RESP-CODES",
                    "AUTH-RESP-CODE",
                    "PIPELINING",
                    "STLS",
                    "LANG")
                .map(Capability::of),
            CommandArbitraries.mechanisms()
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(mechanisms -> new Capability(Capability.SASL, mechanisms)),
            Combinators.combine(
                    Arbitraries.oneOf(days, Arbitraries.just("NEVER")), Arbitraries.of(true, false))
                .as((value, user) -> policy(Capability.EXPIRE, value, user)),
            Combinators.combine(days, Arbitraries.of(true, false))
                .as((value, user) -> policy(Capability.LOGIN_DELAY, value, user)),
            Arbitraries.of(Capability.of("UTF8"), Capability.of("UTF8", "USER")),
            Combinators.combine(privateTag, words).as(Capability::new)));
  }

  private static Capability policy(String tag, String value, boolean user) {
    return user ? Capability.of(tag, value, "USER") : Capability.of(tag, value);
  }

  static Arbitrary<OctetString> serverStreams() {
    Arbitrary<String> fragment =
        Arbitraries.frequencyOf(
            Tuple.of(
                6,
                Arbitraries.of(
                    "+OK\r\n",
                    "-ERR\r\n",
                    "+OK 2 320\r\n",
                    "+ \r\n",
                    "+ AAAA\r\n",
                    "+\r\n",
                    ".\r\n",
                    "..\r\n",
                    ".\n",
                    "1 120\r\n",
                    "2 id\r\n",
                    "\r\n",
                    "+OK\n",
                    ".\r\r\n",
                    "+OK <1@a>\r\n",
                    "-ERR [SYS/TEMP] x\r\n",
                    "TOP\r\n",
                    "\r",
                    "\n",
                    ".",
                    "+",
                    "-ERR [",
                    "+OK \u00FF\0\r\n")),
            Tuple.of(1, Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(40)),
            Tuple.of(1, statusLines().map(line -> OctetString.of(line.toOctets()).toLatin1())));
    return Combinators.combine(
            Arbitraries.of("+OK ready\r\n", "+OK ready\r\n", ""),
            fragment.list().ofMaxSize(30).map(ValueArbitraries::joined))
        .as(String::concat)
        .map(OctetString::ofLatin1);
  }
}
