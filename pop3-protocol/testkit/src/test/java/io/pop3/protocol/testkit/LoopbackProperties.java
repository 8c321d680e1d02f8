package io.pop3.protocol.testkit;

import io.pop3.protocol.command.Command;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;

/** Both cores together, and the client core against anything. */
@Domain(Pop3Domain.class)
class LoopbackProperties {

  private static final SampleMailbox MAILBOX =
      new SampleMailbox("tim", "Xyzzy-Plugh-42", SampleMailbox.standard().messages());

  @Property
  @Requirement({
    "2449-PIPE-1",
    "2449-PIPE-2",
    "1939-ST-1",
    "1939-ST-2",
    "1939-ST-3",
    "2595-STLS-7",
    "5034-OUT-1"
  })
  void clientAndServerAgree(
      @ForAll("sessions") List<Command> commands,
      @ForAll Chunking toServer,
      @ForAll Chunking toClient) {
    SessionLaws.clientAndServerAgree(MAILBOX, Sessions.withStls(), commands, toServer, toClient);
  }

  @Provide
  Arbitrary<List<Command>> sessions() {
    Arbitrary<Command> commands = Pop3Arbitraries.commands(MAILBOX);
    Arbitrary<List<Command>> login =
        Arbitraries.of(
            List.of(Command.user("tim"), Command.pass("Xyzzy-Plugh-42")), List.<Command>of());
    return login.flatMap(
        first ->
            commands
                .list()
                .ofMaxSize(15)
                .map(rest -> Stream.concat(first.stream(), rest.stream()).toList()));
  }

  @Property
  void clientIsIndependentOfChunking(
      @ForAll("clientSessions") List<Command> commands,
      @ForAll("serverStreams") OctetString stream,
      @ForAll Chunking pieces) {
    Laws.clientIsIndependentOfChunking(commands, stream, pieces);
  }

  @Provide
  Arbitrary<List<Command>> clientSessions() {
    return Pop3Arbitraries.commands(MAILBOX).list().ofMaxSize(10);
  }

  @Provide
  Arbitrary<OctetString> serverStreams() {
    return Pop3Arbitraries.serverStreams();
  }
}
