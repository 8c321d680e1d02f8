package io.pop3.example.grammar;

import io.pop3.protocol.testkit.Chunking;
import io.pop3.protocol.testkit.Dialogue;
import io.pop3.protocol.testkit.OctetString;
import io.pop3.protocol.testkit.Pop3Domain;
import io.pop3.protocol.testkit.SampleMailbox;
import io.pop3.protocol.testkit.ServerUnderTest;
import io.pop3.protocol.testkit.SessionLaws;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

@Domain(Pop3Domain.class)
class TinyServerProperties {

  static final SampleMailbox MAILBOX = SampleMailbox.standard();
  static TinyServer server;

  @Property(tries = 200)
  void saysWhatRfc1939Says(@ForAll Dialogue dialogue) {
    SessionLaws.serverAgreesWithModel(underTest(), MAILBOX, dialogue);
  }

  @Property(tries = 200)
  void doesNotMindHowCommandsArrive(@ForAll Dialogue dialogue, @ForAll Chunking pieces) {
    SessionLaws.cutsDoNotMatter(underTest(), dialogue, pieces);
  }

  @Property(tries = 200)
  void survivesAnything(@ForAll OctetString stream, @ForAll Chunking pieces) {
    SessionLaws.anyOctetsDrawReplies(underTest(), stream, pieces);
  }

  static ServerUnderTest underTest() {
    return ServerUnderTest.at("localhost", server.port(), 10_000);
  }

  @BeforeContainer
  static void start() throws IOException {
    List<String> messages =
        MAILBOX.messages().stream().map(message -> message.octets().toLatin1()).toList();
    server = TinyServer.start(MAILBOX.user(), MAILBOX.password(), messages);
  }

  @AfterContainer
  static void stop() {
    server.close();
  }
}
