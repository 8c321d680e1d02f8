package io.pop3.server.internal.session;

import io.pop3.protocol.reply.StatusLine;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.maildrop.MaildropException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a plugin throws into a reply and one log entry. */
final class Trouble {

  private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final int MOST_CAUSES = 8;

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
    boolean lasts = thrown instanceof MaildropException.Permanent;
    log(session, what, thrown, lasts);
    return lasts ? lasting : passing;
  }

  /**
   * Writes one entry. What the contracts of plugins foresee takes a line, since during an outage it
   * comes with every session; what they don't foresee is an error in a program, and comes with all
   * that helps to find it.
   */
  static void log(String session, String what, Throwable thrown, boolean lasts) {
    String remedy = lasts ? ", somebody has to mend it" : "";
    if (!isForeseen(thrown)) {
      LOG.error("session {}: {} failed{}", session, what, remedy, thrown);
      return;
    }
    if (lasts) {
      LOG.error("session {}: {} failed{}: {}", session, what, remedy, story(thrown));
    } else {
      LOG.warn("session {}: {} failed: {}", session, what, story(thrown));
    }
    LOG.debug("session {}: {} failed", session, what, thrown);
  }

  private static boolean isForeseen(Throwable thrown) {
    return thrown instanceof MaildropException
        || thrown instanceof BackendUnavailableException
        || thrown instanceof IOException;
  }

  /** What an exception says, and what its causes say. */
  private static String story(Throwable thrown) {
    StringBuilder story = new StringBuilder(String.valueOf(thrown.getMessage()));
    Throwable cause = thrown.getCause();
    for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
      story.append(" (").append(cause).append(')');
      cause = cause.getCause();
    }
    return CONTROL.matcher(story).replaceAll("?");
  }
}
