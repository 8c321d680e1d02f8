package io.pop3.server.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import org.junit.jupiter.api.Test;

class MaildropAccessTest {

  /** Or a plugin that can't be linked would lock its users out until the server is restarted. */
  @Test
  void sessionWhoseMaildropFailsToOpenByAnErrorIsCountedNoMore() {
    MaildropStore unlinked =
        (owner, context) -> {
          throw new NoClassDefFoundError("gone");
        };
    MaildropOwner owner = MaildropOwner.of("a");
    UserSessions users = new UserSessions(1);
    MaildropAccess access = new MaildropAccess("s", users);

    assertThatThrownBy(() -> access.open(unlinked, owner, OpenContext.of("s")))
        .isInstanceOf(NoClassDefFoundError.class);
    assertThat(users.enter(owner.name())).isTrue();
  }
}
