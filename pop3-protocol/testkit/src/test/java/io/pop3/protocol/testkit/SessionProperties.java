package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.server.ServerOptions;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** The laws of sessions, over the server core. */
@Domain(Pop3Domain.class)
class SessionProperties {

  private static final SampleMailbox MAILBOX = SampleMailbox.standard();

  /** Grammar E-X-12. */
  @Property
  @Requirement({
    "1939-CMD-10", "1939-CMD-12", "1939-STAT-1", "1939-STAT-2", "1939-STAT-3", "1939-STAT-5",
        "1939-STAT-6",
    "1939-LIST-1", "1939-LIST-2", "1939-LIST-3", "1939-LIST-5", "1939-LIST-6", "1939-RETR-1",
        "1939-RETR-2",
    "1939-RETR-3", "1939-DELE-2", "1939-DELE-3", "1939-NOOP-2", "1939-RSET-1", "1939-TOP-1",
        "1939-UIDL-1",
    "1939-UIDL-2", "1939-UIDL-9", "1939-UIDL-10", "1939-NUM-1", "1939-NUM-4", "1939-PASS-1",
        "1939-PASS-2"
  })
  void serverAgreesWithModel(@ForAll Dialogue dialogue, @ForAll Chunking buffers) {
    SessionLaws.serverAgreesWithModel(server(buffers), MAILBOX, dialogue);
  }

  /** Grammar E-C-01, E-C-02, E-X-13. */
  @Property
  @Requirement({"1939-CMD-12", "2449-PIPE-1"})
  void cutsDoNotMatter(
      @ForAll Dialogue dialogue, @ForAll Chunking pieces, @ForAll Chunking buffers) {
    SessionLaws.cutsDoNotMatter(server(buffers), dialogue, pieces);
  }

  @Property
  @Requirement({
    "1939-RSP-1",
    "1939-RSP-2",
    "1939-RSP-3",
    "1939-RSP-4",
    "2449-LEN-3",
    "2449-GRAM-3",
    "2449-GRAM-4"
  })
  void anyOctetsDrawReplies(@ForAll OctetString stream, @ForAll Chunking pieces) {
    SessionLaws.anyOctetsDrawReplies(server(Chunking.WHOLE), stream, pieces);
  }

  @Property
  @Requirement({"1939-UPD-1", "1939-UPD-6", "1939-ST-3", "1939-DELE-1"})
  void onlyQuitRemovesAndOnlyWhatIsMarked(@ForAll Dialogue dialogue, @ForAll Chunking pieces) {
    SessionModel model = new SessionModel(MAILBOX, new GrammarModel(false, true), false);
    dialogue.lines().forEach(model::answer);
    HostSession session = HostSession.open(MAILBOX, ServerOptions.defaults(), Chunking.WHOLE);
    pieces.cut(dialogue.octets()).forEach(session::receive);
    session.endOfInput();

    assertThat(session.removed()).isEqualTo(model.removed());
    assertThat(session.isClosed()).isTrue();
  }

  /**
   * Grammar E-C-21; nobody logs in, so that no line of a reply but the first begins with a sign.
   */
  @Property
  @Requirement("1939-CMD-12")
  void everyLineDrawsOneReplyUntilTheSessionEnds(
      @ForAll OctetString stream, @ForAll Chunking pieces) {
    ServerOptions patient =
        new ServerOptions(
            Compliance.DEFAULT, deviation -> {}, false, true, true, true, 65_536, 100_000, 100_000);
    HostSession session = HostSession.open(MAILBOX, patient, Chunking.WHOLE);
    session.takeOutput();
    pieces.cut(stream).forEach(session::receive);
    boolean over = session.isClosed() || session.handshakes() > 0;
    long replies = session.takeOutput().toLatin1().lines().filter(this::isReply).count();
    long lines = stream.toLatin1().chars().filter(c -> c == '\n').count();

    assertThat(session.removed()).isEmpty();
    assertThat(replies).isLessThanOrEqualTo(lines);
    assertThat(over || replies == lines).isTrue();
  }

  private boolean isReply(String line) {
    return line.startsWith("+") || line.startsWith("-");
  }

  private static ServerUnderTest server(Chunking buffers) {
    ServerOptions options = ServerOptions.defaults();
    assertThat(options.compliance()).isSameAs(Compliance.DEFAULT);
    return ServerUnderTest.core(MAILBOX, options, buffers);
  }
}
