package io.pop3.server.internal.session;

import io.pop3.spi.maildrop.MaildropException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a session has to know of header sections before it can answer, on workers, and
 * keeps it. A session that nothing has to be found out for goes on at once.
 */
final class HeaderLooks {

  private static final Logger LOG = LoggerFactory.getLogger(HeaderLooks.class);

  /** So many messages a task, so that a large maildrop does not keep a worker from others. */
  private static final int BATCH = 200;

  private final Session session;
  private final SessionServices services;
  private final Snapshot snapshot;
  private final MaildropAccess access;

  HeaderLooks(Session session, SessionServices services, Snapshot snapshot, MaildropAccess access) {
    this.session = session;
    this.services = services;
    this.snapshot = snapshot;
    this.access = access;
  }

  /** Goes on when everything about one message is known; gives the reply if that fails. */
  void atOne(int index, Runnable next) {
    if (snapshot.downgrade().isKnown(index)) {
      next.run();
      return;
    }
    session.await(
        services.pools().workers(),
        () -> access.look(index),
        look -> {
          snapshot.downgrade().note(index, look);
          next.run();
        },
        thrown ->
            session
                .connection()
                .reply(
                    Trouble.reply(
                        session.info().id(),
                        "reading message " + (index + 1),
                        thrown,
                        Replies.MESSAGE_TROUBLE_NOW,
                        Replies.MESSAGE_TROUBLE)));
  }

  /** Goes on when the sizes of all messages that are not marked are known. */
  void atAll(Runnable next) {
    int first = snapshot.downgrade().changesSizes() ? snapshot.nextUnmeasured(0) : snapshot.count();
    if (first == snapshot.count()) {
      next.run();
      return;
    }
    session.await(
        services.pools().workers(),
        () -> look(first),
        looks -> {
          looks.forEach(snapshot.downgrade()::note);
          atAll(next);
        },
        thrown ->
            session
                .connection()
                .reply(
                    Trouble.reply(
                        session.info().id(),
                        "measuring messages",
                        thrown,
                        Replies.MESSAGE_TROUBLE_NOW,
                        Replies.MESSAGE_TROUBLE)));
  }

  /**
   * On a worker, while the event loop leaves the snapshot alone. A message that can't be read keeps
   * the size it was listed with; one log entry tells of all.
   */
  private Map<Integer, HeaderLook> look(int first) {
    Map<Integer, HeaderLook> looks = new LinkedHashMap<>();
    List<Exception> failures = new ArrayList<>();
    int index = first;
    while (index < snapshot.count() && looks.size() < BATCH) {
      try {
        looks.put(index, access.look(index));
      } catch (MaildropException | IOException broken) {
        looks.put(index, HeaderLook.ASCII);
        failures.add(broken);
      }
      index = snapshot.nextUnmeasured(index + 1);
    }
    if (!failures.isEmpty()) {
      LOG.warn(
          "session {}: {} of {} messages could not be measured, the first of them:",
          session.info().id(),
          failures.size(),
          looks.size(),
          failures.get(0));
    }
    return looks;
  }
}
