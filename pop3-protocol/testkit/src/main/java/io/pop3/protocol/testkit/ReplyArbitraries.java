package io.pop3.protocol.testkit;

import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.CapabilityValue;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.ResponseCode;
import io.pop3.protocol.reply.StatusLine;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
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

  static Arbitrary<CapabilityValue> capabilityValues() {
    Arbitrary<Boolean> user = Arbitraries.of(true, false);
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, Integer.MAX_VALUE);
    Arbitrary<OptionalInt> days =
        Arbitraries.oneOf(numbers.map(OptionalInt::of), Arbitraries.just(OptionalInt.empty()));
    return Arbitraries.oneOf(
        Arrays.asList(
            Arbitraries.of(CapabilityValue.Kind.class)
                .filter(CapabilityValue.Kind::isPlain)
                .map(CapabilityValue.Plain::new),
            CommandArbitraries.mechanisms()
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(CapabilityValue.Sasl::new),
            Combinators.combine(days, user).as(CapabilityValue.Expire::new),
            Combinators.combine(numbers.map(Duration::ofSeconds), user)
                .as(CapabilityValue.LoginDelay::new),
            user.map(CapabilityValue.Utf8::new),
            words().filter(words -> !words.isEmpty()).map(CapabilityValue.Implementation::new),
            Combinators.combine(privateTags(), words())
                .as((tag, words) -> new CapabilityValue.Other(new Capability(tag, words)))));
  }

  private static Arbitrary<String> privateTags() {
    return Arbitraries.strings()
        .withCharRange('A', 'Z')
        .ofMinLength(1)
        .ofMaxLength(12)
        .map("X-"::concat);
  }

  private static Arbitrary<List<String>> words() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .ofMinLength(1)
        .ofMaxLength(20)
        .list()
        .ofMaxSize(5);
  }

  static Arbitrary<Capability> capabilities() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, capabilityValues().map(CapabilityValue::capability)),
        Tuple.of(1, oddCapabilities()));
  }

  /** Known tags with arguments in another spelling, and with arguments that make no sense. */
  private static Arbitrary<Capability> oddCapabilities() {
    Arbitrary<String> tags =
        Arbitraries.of(CapabilityValue.Kind.class)
            .map(CapabilityValue.Kind::tag)
            .filter(tag -> !tag.isEmpty());
    Arbitrary<String> oddWords =
        Arbitraries.of(
            "user",
            "User",
            "never",
            "Never",
            "007",
            "0",
            "-1",
            "+1",
            "1d",
            "plain",
            "PLAIN",
            "2147483648",
            "99999999999999999999",
            "~");
    return Combinators.combine(tags, Arbitraries.oneOf(oddWords.list().ofMaxSize(3), words()))
        .as(Capability::new);
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
