package io.pop3.client;

import io.pop3.protocol.command.Verb;
import io.pop3.protocol.reply.ResponseCode;
import io.pop3.protocol.reply.StatusLine;
import java.util.Optional;

/** The server said {@code -ERR}. The connection goes on, unless the server ends it. */
public final class RefusedException extends Pop3Exception {

  private static final long serialVersionUID = 1L;

  private final transient StatusLine reply;
  private final Remedy remedy;

  private RefusedException(String what, StatusLine reply, Remedy remedy) {
    super(what + ": refused by the server: " + reply);
    this.reply = reply;
    this.remedy = remedy;
  }

  /** A greeting that says there is no service. */
  static RefusedException ofGreeting(StatusLine reply) {
    return new RefusedException("connection", reply, bySystemCode(reply).orElse(Remedy.TRY_LATER));
  }

  /**
   * A refused login.
   *
   * @param announcesAuthCode whether the server promises a code on every fault of credentials: then
   *     a refusal without one is something else (ledger 3206-CAPA-2)
   */
  static RefusedException ofLogin(Verb verb, StatusLine reply, boolean announcesAuthCode) {
    Remedy withoutSystemCode =
        announcesAuthCode && !reply.hasCode(ResponseCode.AUTH)
            ? Remedy.SEEK_HELP
            : Remedy.CHECK_CREDENTIALS;
    return new RefusedException(verb.name(), reply, bySystemCode(reply).orElse(withoutSystemCode));
  }

  /** Any other refused command. */
  static RefusedException ofCommand(Verb verb, StatusLine reply) {
    return new RefusedException(verb.name(), reply, bySystemCode(reply).orElse(Remedy.NONE));
  }

  private static Optional<Remedy> bySystemCode(StatusLine reply) {
    if (reply.hasCode(ResponseCode.SYS_TEMP)
        || reply.hasCode(ResponseCode.IN_USE)
        || reply.hasCode(ResponseCode.LOGIN_DELAY)) {
      return Optional.of(Remedy.TRY_LATER);
    }
    return reply.hasCode(ResponseCode.SYS_PERM) ? Optional.of(Remedy.SEEK_HELP) : Optional.empty();
  }

  /**
   * What the server said.
   *
   * @return the reply; show its text through {@link io.pop3.protocol.model.Printable} only
   */
  public StatusLine reply() {
    return reply;
  }

  @Override
  public Remedy remedy() {
    return remedy;
  }
}
