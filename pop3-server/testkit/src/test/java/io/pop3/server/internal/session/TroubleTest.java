package io.pop3.server.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.pop3.server.testkit.CapturedLog;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.maildrop.MaildropException;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An outage takes a line a session; an error in a program tells where it is. */
class TroubleTest {

  @RegisterExtension final CapturedLog log = CapturedLog.of(Trouble.class.getName(), Level.INFO);

  private ILoggingEvent only() {
    assertThat(log.events()).hasSize(1);
    return log.events().get(0);
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
    log.setLevel(Level.DEBUG);
    Trouble.log("s1", "authentication", new IOException("a"), false);

    assertThat(log.events()).hasSize(2);
    assertThat(log.events().get(1).getThrowableProxy().getMessage()).isEqualTo("a");
  }
}
