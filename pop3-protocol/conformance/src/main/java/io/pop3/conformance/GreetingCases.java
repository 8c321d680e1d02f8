package io.pop3.conformance;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Reply;
import io.pop3.protocol.model.ApopTimestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first line of a session, and the state it starts in. */
final class GreetingCases {

  private static final int GREETINGS = 8;

  private GreetingCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("Greeting")
        .must(
            "1939-CONN-1",
            "RFC 1939 section 3",
            "The server speaks first",
            lab -> lab.dialSilently().readGreeting())
        .must(
            "1939-GRT-1",
            "RFC 1939 section 4",
            "The greeting is one line",
            GreetingCases::isOneLine)
        .must(
            "1939-GRT-2",
            "RFC 1939 section 4",
            "The greeting is a positive reply",
            lab -> Dialogue.requirePositive(lab.dialSilently().readGreeting()))
        .must(
            "1939-ST-1",
            "RFC 1939 section 3",
            "A session starts in AUTHORIZATION: STAT is refused",
            lab -> lab.dial().err("STAT"))
        .must(
            "1939-APOP-1",
            "RFC 1939 section 7",
            "The timestamp of the greeting is a message id in angle brackets",
            GreetingCases::timestampIsMessageId)
        .also("5322-MID-1")
        .must(
            "1939-APOP-2",
            "RFC 1939 section 7",
            "The timestamp differs in every greeting",
            GreetingCases::timestampDiffers)
        .must(
            "2449-GRAM-5",
            "RFC 2449 section 3",
            "Outside of the timestamp the greeting has no \"<\"",
            GreetingCases::noOtherAngleBracket)
        .must(
            "1939-QUIT-1",
            "RFC 1939 section 4",
            "QUIT in AUTHORIZATION is answered +OK and ends the connection",
            lab -> lab.dial().quit())
        .cases();
  }

  /** If a second line stood behind the greeting, it would be taken for the reply. */
  private static void isOneLine(Lab lab) {
    Dialogue session = lab.dial();
    Reply reply = session.ask("XYZZ");
    Expect.that(!reply.positive(), "-ERR as the line after the greeting and XYZZ", reply.shown());
  }

  private static void timestampIsMessageId(Lab lab) {
    String text = greetingWithBracket(lab);
    int start = text.indexOf('<');
    int end = text.indexOf('>', start);
    Expect.that(
        end > start && ApopTimestamp.isValid(text.substring(start, end + 1)),
        "<dot-atom@domain> in the greeting",
        text);
  }

  private static void timestampDiffers(Lab lab) {
    greetingWithBracket(lab);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < GREETINGS; i++) {
      try (Dialogue session = lab.dial()) {
        String text = lab.greetingOf(session).text();
        Expect.that(seen.add(text), GREETINGS + " different greetings", "again: " + text);
      }
    }
  }

  private static void noOtherAngleBracket(Lab lab) {
    String text = lab.greetingOf(lab.dial()).text();
    String rest =
        ApopTimestamp.find(text).map(stamp -> text.replace(stamp.value(), "")).orElse(text);
    Expect.that(!rest.contains("<"), "no \"<\" outside of a timestamp", text);
  }

  private static String greetingWithBracket(Lab lab) {
    String text = lab.greetingOf(lab.dial()).text();
    if (!text.contains("<")) {
      throw Undecided.notApplicable("the greeting has no timestamp");
    }
    return text;
  }
}
