package io.pop3.server.internal.session;

import io.pop3.protocol.reply.StatusLine;
import io.pop3.spi.maildrop.MaildropException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a plugin throws into a reply and one log entry. */
final class Trouble {

  private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

  private Trouble() {}

  /**
   * The reply to a command that a maildrop could not serve.
   *
   * @param passing the reply if the trouble is likely to pass, or its kind is unknown
   * @param lasting the reply if somebody has to mend it
   */
  static StatusLine reply(
      String session, String what, Throwable thrown, StatusLine passing, StatusLine lasting) {
    if (thrown instanceof MaildropException.Busy) {
      LOG.info("session {}: {}: {}", session, what, thrown.getMessage());
      return Replies.MAILDROP_BUSY;
    }
    if (thrown instanceof MaildropException.Permanent) {
      LOG.error("session {}: {} failed, somebody has to mend it", session, what, thrown);
      return lasting;
    }
    LOG.warn("session {}: {} failed", session, what, thrown);
    return passing;
  }
}
