package io.pop3.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.client.ClientOptions;
import io.pop3.client.ConnectionSecurity;
import io.pop3.client.MessageStream;
import io.pop3.client.Pop3Client;
import io.pop3.client.RefusedException;
import io.pop3.client.Remedy;
import io.pop3.client.Transaction;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HelpDeskTest {

  private static Transaction logIn(HelpDesk desk, String agent, String password)
      throws IOException {
    ClientOptions options =
        ClientOptions.builder("127.0.0.1")
            .port(desk.port())
            .security(ConnectionSecurity.CLEARTEXT)
            .build();
    return Pop3Client.logIn(options, new UserName(agent), Secret.of(password));
  }

  @Test
  void anAgentReadsTheTicketsByPop3() throws Exception {
    try (HelpDesk desk = new HelpDesk(0)) {
      desk.hire("anna", "tulips");
      desk.assign("anna", "Printer", "It is on fire.");

      try (Transaction mailbox = logIn(desk, "anna", "tulips");
          MessageStream ticket = mailbox.retrieve(new MessageNumber(1))) {
        assertThat(new String(ticket.readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo("Subject: Printer\r\n\r\nIt is on fire.\r\n");
      }
    }
  }

  @Test
  void nobodyElseGetsIn() {
    try (HelpDesk desk = new HelpDesk(0)) {
      desk.hire("anna", "tulips");

      assertThatThrownBy(() -> logIn(desk, "anna", "roses"))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refusal -> assertThat(refusal.remedy()).isEqualTo(Remedy.CHECK_CREDENTIALS));
      assertThatThrownBy(() -> logIn(desk, "ben", "tulips")).isInstanceOf(RefusedException.class);
    }
  }
}
