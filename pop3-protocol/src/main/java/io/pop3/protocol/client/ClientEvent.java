package io.pop3.protocol.client;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.StatusLine;
import java.util.Optional;

/** What a server said. */
public sealed interface ClientEvent {

  /** The kinds of events, to switch on. */
  enum Kind {
    /** The first line of the connection: {@link GreetingReceived}. */
    GREETING,
    /** The first line of a reply: {@link ReplyReceived}. */
    REPLY,
    /** A line of a listing: {@link LineReceived}. */
    LINE,
    /** A message is to be read: {@link BodyOpen}. */
    BODY_OPEN,
    /** The end of a listing or message: {@link EndReceived}. */
    END,
    /** A challenge of a SASL exchange: {@link ChallengeReceived}. */
    CHALLENGE,
    /** Nothing to do before more octets arrive. */
    NEED_INPUT,
    /** The connection is over: {@link Closed}. */
    CLOSED
  }

  /**
   * The kind of this event.
   *
   * @return the kind
   */
  Kind kind();

  /**
   * The first line of the connection.
   *
   * @param greeting what the server said; negative if there is no service
   */
  record GreetingReceived(Greeting greeting) implements ClientEvent {
    @Override
    public Kind kind() {
      return Kind.GREETING;
    }
  }

  /**
   * The first line of a reply.
   *
   * @param command what it answers
   * @param status what the server said
   * @param complete whether this is all of it; else lines or a message follow, and an end
   */
  record ReplyReceived(Command command, StatusLine status, boolean complete)
      implements ClientEvent {
    @Override
    public Kind kind() {
      return Kind.REPLY;
    }
  }

  /**
   * A line of a listing.
   *
   * @param command what it answers
   * @param text the line, its stuffing dot removed; of a unique-id listing one character an octet
   */
  record LineReceived(Command command, String text) implements ClientEvent {
    @Override
    public Kind kind() {
      return Kind.LINE;
    }

    /** Fit to be shown: a server may send anything. */
    @Override
    public String toString() {
      return "LineReceived[command=" + command + ", text=" + Printable.of(text) + "]";
    }
  }

  /**
   * A message is to be read with {@link ClientConnection#readBody}.
   *
   * @param command what it answers
   */
  record BodyOpen(Command command) implements ClientEvent {
    @Override
    public Kind kind() {
      return Kind.BODY_OPEN;
    }
  }

  /**
   * The end of a listing or message.
   *
   * @param command what it answers
   */
  record EndReceived(Command command) implements ClientEvent {
    @Override
    public Kind kind() {
      return Kind.END;
    }
  }

  /**
   * A challenge; {@link ClientConnection#respond} or {@link ClientConnection#cancel} answers it.
   *
   * @param challenge the octets, decoded; empty if they are not base64, which is to be answered by
   *     cancelling (ledger 5034-B64-2)
   */
  record ChallengeReceived(Optional<Secret> challenge) implements ClientEvent {
    @Override
    public Kind kind() {
      return Kind.CHALLENGE;
    }
  }

  /** Nothing to do before more octets arrive. */
  record NeedInput() implements ClientEvent {
    @Override
    public Kind kind() {
      return Kind.NEED_INPUT;
    }
  }

  /**
   * The connection is over.
   *
   * @param orderly whether QUIT was answered before; else nothing was removed by this session, or,
   *     if QUIT had been sent, it is not known (ledger 1939-UPD-7)
   */
  record Closed(boolean orderly) implements ClientEvent {
    @Override
    public Kind kind() {
      return Kind.CLOSED;
    }
  }
}
