package io.pop3.server.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.maildrop.MaildropException;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An outage takes a line a session; an error in a program tells where it is. */
class TroubleTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(Trouble.class);
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    written.start();
    logger.addAppender(written);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(written);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  private ILoggingEvent only() {
    assertThat(written.list).hasSize(1);
    return written.list.get(0);
  }

  @Test
  void outageOfABackendTakesOneLineWithItsCauses() {
    Trouble.log(
        "s1",
        "authentication",
        BackendUnavailableException.temporary(
            "directory: not reached", new IOException("TLS", new ConnectException("refused"))),
        false);

    assertThat(only().getFormattedMessage())
        .isEqualTo(
            "session s1: authentication failed: directory: not reached (java.io.IOException: TLS)"
                + " (java.net.ConnectException: refused)");
    assertThat(only().getLevel()).isEqualTo(Level.WARN);
    assertThat(only().getThrowableProxy()).isNull();
  }

  @Test
  void whatSomebodyHasToMendIsAnError() {
    Trouble.reply(
        "s1",
        "reading message 1",
        new MaildropException.Permanent("file: /a\nb: denied", new IOException("denied")),
        Replies.MAILDROP_TROUBLE,
        Replies.MAILDROP_TROUBLE);

    assertThat(only().getLevel()).isEqualTo(Level.ERROR);
    assertThat(only().getFormattedMessage())
        .isEqualTo(
            "session s1: reading message 1 failed, somebody has to mend it: file: /a?b: denied"
                + " (java.io.IOException: denied)");
    assertThat(only().getThrowableProxy()).isNull();
  }

  @Test
  void errorInAPluginComesWithItsStack() {
    Trouble.reply(
        "s1",
        "reading message 1",
        new IllegalStateException("oops"),
        Replies.MAILDROP_TROUBLE,
        Replies.MAILDROP_TROUBLE);

    assertThat(only().getLevel()).isEqualTo(Level.ERROR);
    assertThat(only().getThrowableProxy().getMessage()).isEqualTo("oops");
  }

  @Test
  void stackOfAnOutageIsThereForWhoAsks() {
    logger.setLevel(Level.DEBUG);
    Trouble.log("s1", "authentication", new IOException("a"), false);

    assertThat(written.list).hasSize(2);
    assertThat(written.list.get(1).getThrowableProxy().getMessage()).isEqualTo("a");
  }
}
