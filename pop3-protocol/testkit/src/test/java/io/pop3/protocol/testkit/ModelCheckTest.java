package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.server.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Walks every sequence of commands up to a depth and compares each reply with the naive model. The
 * depth is 4 unless the system property {@code pop3.modelcheck.depth} says otherwise.
 */
@Tag("slow")
class ModelCheckTest {

  private static final int DEPTH = Integer.getInteger("pop3.modelcheck.depth", 4);
  private static final SampleMailbox MAILBOX =
      SampleMailbox.of(SampleMailbox.standard().messages().subList(0, 2));

  private static final List<String> LOGIN =
      List.of(
          "USER user",
          "USER nobody",
          "PASS pencil",
          "PASS wrong",
          "PASS",
          "CAPA",
          "UTF8",
          "LANG en",
          "STLS",
          "AUTH UNKNOWN",
          "APOP user 00000000000000000000000000000000",
          "XXXX",
          "",
          "NOOP",
          "STAT",
          "DELE 1",
          "QUIT");
  private static final List<String> MAIL =
      List.of(
          "STAT",
          "LIST",
          "LIST 1",
          "LIST 3",
          "UIDL",
          "UIDL 2",
          "RETR 1",
          "RETR 2",
          "DELE 1",
          "DELE 2",
          "DELE 0",
          "RSET",
          "TOP 1 1",
          "NOOP",
          "USER user",
          "XXXX",
          "QUIT");

  private long exchanges;

  @Test
  @Requirement({
    "1939-CMD-10",
    "1939-CMD-12",
    "1939-ST-1",
    "1939-ST-2",
    "1939-PASS-1",
    "1939-PASS-3",
    "1939-PASS-4",
    "1939-AUTH-2",
    "1939-QUIT-1",
    "1939-AUTH-3",
    "6856-UTF8-1",
    "6856-LANG-1"
  })
  void everySequenceBeforeAndAroundLoginAgreesWithTheModel() {
    walk(List.of(), LOGIN, DEPTH);

    assertThat(exchanges).isGreaterThan(10_000);
  }

  @Test
  @Requirement({
    "1939-STAT-1", "1939-STAT-2", "1939-STAT-6", "1939-LIST-1", "1939-LIST-6", "1939-RETR-2",
        "1939-RETR-3",
    "1939-DELE-1", "1939-DELE-2", "1939-DELE-3", "1939-NOOP-1", "1939-RSET-1", "1939-UIDL-1",
        "1939-UIDL-10",
    "1939-UPD-1", "1939-UPD-6", "1939-NUM-4"
  })
  void everySequenceAfterLoginAgreesWithTheModel() {
    walk(List.of("USER user", "PASS pencil"), MAIL, DEPTH);

    assertThat(exchanges).isGreaterThan(10_000);
  }

  private void walk(List<String> prefix, List<String> alphabet, int depth) {
    if (depth == 0) {
      return;
    }
    for (String line : alphabet) {
      List<String> sequence = new ArrayList<>(prefix);
      sequence.add(line);
      if (replay(sequence)) {
        walk(sequence, alphabet, depth - 1);
      }
    }
  }

  /** Plays a sequence whose beginning is known to agree; returns whether the session goes on. */
  private boolean replay(List<String> sequence) {
    ServerOptions options = Sessions.utf8Users();
    HostSession session = HostSession.open(MAILBOX, options, Chunking.WHOLE);
    SessionModel model = new SessionModel(MAILBOX, new GrammarModel(true, true), true);
    Optional<ModelReply> expected = Optional.empty();
    for (String text : sequence) {
      session.takeOutput();
      OctetString line = OctetString.ofLatin1(text);
      expected = model.answer(line);
      session.receive(line.plus(OctetString.CRLF));
    }
    exchanges++;
    try {
      OctetString rest = expected.orElseThrow().takeFrom(session.takeOutput());
      assertThat(rest.isEmpty()).isTrue();
      assertThat(session.isClosed()).isEqualTo(!model.isOpen());
      assertThat(session.removed()).isEqualTo(model.removed());
    } catch (AssertionError violation) {
      throw new AssertionError("after " + sequence + ": " + violation.getMessage(), violation);
    }
    return model.isOpen();
  }
}
