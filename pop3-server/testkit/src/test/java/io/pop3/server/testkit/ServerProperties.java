package io.pop3.server.testkit;

import io.pop3.protocol.testkit.Chunking;
import io.pop3.protocol.testkit.Dialogue;
import io.pop3.protocol.testkit.OctetString;
import io.pop3.protocol.testkit.Pop3Domain;
import io.pop3.protocol.testkit.SampleMailbox;
import io.pop3.protocol.testkit.ServerUnderTest;
import io.pop3.protocol.testkit.SessionLaws;
import io.pop3.server.Pop3Server;
import io.pop3.server.options.Logins;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.spi.testkit.InMemoryAuthenticationBackend;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** The laws of sessions, over real sockets (properties 5, 6 and 9 of the grammar). */
@Domain(Pop3Domain.class)
class ServerProperties {

  private static final SampleMailbox MAILBOX = SampleMailbox.standard();
  private static final int PATIENCE_MILLIS = 20_000;

  private static @Nullable Pop3Server server;

  @BeforeContainer
  static void start() {
    server =
        Pop3Server.builder()
            .authentication(
                InMemoryAuthenticationBackend.builder()
                    .user(MAILBOX.user(), MAILBOX.password())
                    .build())
            .maildrops(new SampleStore(MAILBOX))
            .options(Pop3ServerOptions.defaults().withLogins(Logins.defaults().withApop(true)))
            .listen("127.0.0.1", 0)
            .build()
            .start();
  }

  @AfterContainer
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static ServerUnderTest underTest() {
    if (server == null) {
      throw new IllegalStateException("server: not started");
    }
    int port = server.boundAddresses().get(0).getPort();
    ServerUnderTest remote = ServerUnderTest.at("127.0.0.1", port, PATIENCE_MILLIS);
    return pieces -> withoutTimestamp(remote.converse(pieces));
  }

  /** No two greetings are alike (1939-APOP-2), and the laws compare sessions. */
  private static OctetString withoutTimestamp(OctetString output) {
    return OctetString.ofLatin1(output.toLatin1().replaceFirst("<[^>]*>", "<a@b>"));
  }

  /** 1939-CMD-10, 1939-CMD-12, 1939-STAT-1, 1939-LIST-1, 1939-RETR-1, E-X-12. */
  @Property(tries = 200)
  void serverAgreesWithModel(@ForAll Dialogue dialogue) {
    SessionLaws.serverAgreesWithModel(underTest(), MAILBOX, dialogue);
  }

  /** 2449-PIPE-1, E-C-01, E-C-02, E-X-13. */
  @Property(tries = 100)
  void cutsDoNotMatter(@ForAll Dialogue dialogue, @ForAll Chunking pieces) {
    SessionLaws.cutsDoNotMatter(underTest(), dialogue, pieces);
  }

  /** E-C-21. */
  @Property(tries = 200)
  void anyOctetsDrawReplies(@ForAll OctetString stream, @ForAll Chunking pieces) {
    SessionLaws.anyOctetsDrawReplies(underTest(), stream, pieces);
  }
}
