package io.pop3.protocol.server;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.Rejection;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.StatusLine;
import java.util.EnumMap;
import java.util.Map;

/** What a server has to do next. Nothing in an event shows a secret. */
public sealed interface ServerEvent {

  /** The kinds of events, to switch on. */
  enum Kind {
    /** A command to execute and to answer: {@link CommandReceived}. */
    COMMAND_RECEIVED,
    /** A line to answer negatively: {@link CommandRejected}. */
    COMMAND_REJECTED,
    /** A response within a SASL exchange: {@link SaslResponse}. */
    SASL_RESPONSE,
    /** The client gave an exchange up; a negative reply is owed. */
    SASL_CANCELLED,
    /** The TLS handshake is to begin. */
    START_TLS,
    /** Send what is left, then close. */
    CLOSED,
    /** Nothing to do before more octets arrive. */
    NEED_INPUT,
    /** The reply to the last command or response is owed. */
    REPLY_OWED,
    /** The message promised by a reply is to be encoded. */
    BODY_OPEN,
    /** Output has to be taken before anything else can happen. */
    OUTPUT_WAITING
  }

  /**
   * The kind of this event.
   *
   * @return the kind
   */
  Kind kind();

  /**
   * A command to execute and to answer.
   *
   * @param command what the client asks for; a secret in it belongs to the host, who wipes it
   */
  record CommandReceived(Command command) implements ServerEvent {
    @Override
    public Kind kind() {
      return Kind.COMMAND_RECEIVED;
    }
  }

  /**
   * A line that is not executed.
   *
   * @param reason why not
   */
  record CommandRejected(Rejection reason) implements ServerEvent {

    private static final Map<Rejection, StatusLine> REPLIES = replies();

    private static Map<Rejection, StatusLine> replies() {
      Map<Rejection, StatusLine> replies = new EnumMap<>(Rejection.class);
      for (Rejection reason : Rejection.values()) {
        replies.put(reason, StatusLine.err(reason.text()));
      }
      return replies;
    }

    @Override
    public Kind kind() {
      return Kind.COMMAND_REJECTED;
    }

    /**
     * The reply to give, in English.
     *
     * @return a negative reply without response code
     */
    public StatusLine reply() {
      return REPLIES.getOrDefault(reason, StatusLine.err("bad command"));
    }
  }

  /**
   * A response within a SASL exchange; a challenge or a reply is owed.
   *
   * @param response the octets, decoded; belongs to the host, who wipes it
   */
  record SaslResponse(Secret response) implements ServerEvent {
    @Override
    public Kind kind() {
      return Kind.SASL_RESPONSE;
    }
  }

  /** An event that is nothing but its kind. */
  enum Signal implements ServerEvent {
    /** See {@link Kind#SASL_CANCELLED}. */
    SASL_CANCELLED(Kind.SASL_CANCELLED),
    /** See {@link Kind#START_TLS}. */
    START_TLS(Kind.START_TLS),
    /** See {@link Kind#CLOSED}. */
    CLOSED(Kind.CLOSED),
    /** See {@link Kind#NEED_INPUT}. */
    NEED_INPUT(Kind.NEED_INPUT),
    /** See {@link Kind#REPLY_OWED}. */
    REPLY_OWED(Kind.REPLY_OWED),
    /** See {@link Kind#BODY_OPEN}. */
    BODY_OPEN(Kind.BODY_OPEN),
    /** See {@link Kind#OUTPUT_WAITING}. */
    OUTPUT_WAITING(Kind.OUTPUT_WAITING);

    private final Kind kind;

    Signal(Kind kind) {
      this.kind = kind;
    }

    @Override
    public Kind kind() {
      return kind;
    }
  }
}
