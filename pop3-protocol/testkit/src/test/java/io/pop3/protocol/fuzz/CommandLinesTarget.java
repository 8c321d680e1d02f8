package io.pop3.protocol.fuzz;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerConnection;
import io.pop3.protocol.server.ServerEvent;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.testkit.Chunking;
import io.pop3.protocol.testkit.HostSession;
import io.pop3.protocol.testkit.Laws;
import io.pop3.protocol.testkit.OctetString;
import io.pop3.protocol.testkit.SampleMailbox;
import io.pop3.protocol.testkit.ServerUnderTest;
import io.pop3.protocol.testkit.SessionLaws;
import io.pop3.protocol.wire.WireLimits;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;

/**
 * What a client sends, into the server core. Four octets choose the options, whether there is a
 * login before, how the input is cut, and the buffers of the output.
 */
public final class CommandLinesTarget {

  private static final String PASSWORD = "Xyzzy-Plugh-42";
  private static final SampleMailbox MAILBOX =
      new SampleMailbox("tim", PASSWORD, SampleMailbox.standard().messages());
  private static final OctetString LOGIN =
      OctetString.ofLatin1("USER tim\r\nPASS Xyzzy-Plugh-42\r\n");
  private static final OctetString GIVEAWAY =
      OctetString.ofLatin1("\r\nPASS Xyzzy-Plugh-42\r\nAUTH PLAIN WHl6enktUGx1Z2gtNDI=\r\n");
  private static final int SASL_LINE_OCTETS = 1024;
  private static final int MAX_INPUT_OCTETS = SASL_LINE_OCTETS + 4096;
  private static final int MAX_OUTPUT_OCTETS = 16_384;
  private static final StatusLine LONGEST =
      StatusLine.err("x".repeat(WireLimits.STATUS_LINE_OCTETS - "-ERR \r\n".length()));
  private static final int PIECE_OCTETS = 512;
  private static final int MAX_MODEL_LINES = 2;

  private static final List<ServerOptions> OPTIONS =
      List.of(
          options(Compliance.DEFAULT, false, false),
          options(Compliance.STRICT, false, false),
          options(Compliance.LENIENT, false, true),
          options(Compliance.DEFAULT, true, true));

  private CommandLinesTarget() {}

  private static ServerOptions options(Compliance compliance, boolean stls, boolean utf8) {
    return new ServerOptions(
        compliance, deviation -> {}, false, stls, utf8, utf8, SASL_LINE_OCTETS, 20, 3);
  }

  /**
   * Runs the target.
   *
   * @param data any octets
   */
  public static void fuzzerTestOneInput(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    ServerOptions options = input.choice(OPTIONS);
    boolean loggedIn = input.flag();
    Chunking pieces = input.chunking();
    Chunking buffers = input.chunking();
    OctetString said = input.rest();
    OctetString stream = loggedIn ? LOGIN.plus(said) : said;

    ServerUnderTest server = ServerUnderTest.core(MAILBOX, options, buffers);
    OctetString cut = server.converse(pieces.cut(stream));
    SessionLaws.outputIsReplies(cut);
    if (!options.stls()) {
      // Behind STLS it does matter whether octets came with it or after it.
      OctetString whole = server.converse(List.of(stream));
      Expect.that(cut.equals(whole), whole, cut);
    }
    memoryIsBounded(options, said);
    passwordIsNotShown(options, stream);
    said.toLatin1()
        .lines()
        .limit(MAX_MODEL_LINES)
        .forEach(line -> Laws.codecAgreesWithModel(OctetString.ofLatin1(line)));
  }

  /** A host that never sends, and refuses at length; a client that repeats itself for ever. */
  private static void memoryIsBounded(ServerOptions options, OctetString said) {
    if (said.isEmpty()) {
      return;
    }
    OctetString many = repeated(said);
    ServerConnection connection = ServerConnection.open(options, Greeting.of("ready"));
    long offered = 0;
    boolean accepts = true;
    while (accepts && offered < 2L * MAX_INPUT_OCTETS) {
      ByteBuffer buffer = many.toBuffer();
      connection.receive(buffer);
      offered += buffer.position();
      accepts = !buffer.hasRemaining() && refuseAll(connection);
    }
    ByteBuffer output = ByteBuffer.allocate(MAX_OUTPUT_OCTETS);
    Expect.that(connection.drainTo(output), "at most 16384 octets of output", "more");
    while (!refuseAll(connection) && output.position() > 0) {
      output.clear();
      connection.drainTo(output);
    }
    ByteBuffer more = ByteBuffer.allocate(2 * MAX_INPUT_OCTETS);
    if (connection.next() == ServerEvent.Signal.NEED_INPUT) {
      connection.receive(more);
      Expect.that(more.position() <= MAX_INPUT_OCTETS, "bounded input", more.position());
    }
  }

  /** Makes a few pieces of what would otherwise be thousands. */
  private static OctetString repeated(OctetString said) {
    int times = (PIECE_OCTETS + said.size() - 1) / said.size();
    return OctetString.join(Collections.nCopies(times, said));
  }

  /** Refuses whatever is asked for; returns whether input may go on. */
  private static boolean refuseAll(ServerConnection connection) {
    while (true) {
      ServerEvent event = connection.next();
      switch (event.kind()) {
        case COMMAND_REJECTED -> connection.reply(((ServerEvent.CommandRejected) event).reply());
        case COMMAND_RECEIVED, SASL_RESPONSE, SASL_CANCELLED -> connection.reply(LONGEST);
        case NEED_INPUT -> {
          return true;
        }
        default -> {
          return false;
        }
      }
    }
  }

  private static void passwordIsNotShown(ServerOptions options, OctetString stream) {
    String text = stream.toLatin1();
    if (!text.contains("lugh")) {
      HostSession session = HostSession.open(MAILBOX, options, Chunking.WHOLE);
      session.receive(stream.plus(GIVEAWAY));
      for (String shown : session.events()) {
        Expect.that(!shown.contains(PASSWORD), "no password", shown);
      }
    }
  }
}
