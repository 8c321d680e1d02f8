package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropListing;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MessageContent;
import io.pop3.spi.maildrop.OpenContext;
import io.pop3.spi.testkit.FaultyStore;
import io.pop3.spi.testkit.FaultyStore.Step;
import io.pop3.spi.testkit.InMemoryMaildropStore;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that are read before they are asked for. */
class ReadAheadTest {

  private static final int COUNT = 10;

  private static String message(int number) {
    return "message " + number + "\r\n";
  }

  private static void retrieve(WireClient client, int number) {
    assertThat(client.callForLines("RETR " + number))
        .startsWith("+OK")
        .endsWith("\r\n" + message(number) + ".\r\n");
  }

  @Nested
  class FromAnyStore {

    @RegisterExtension final Pop3ServerExtension pop3 = Pop3ServerExtension.create().user("a", "b");

    @BeforeEach
    void deliver() {
      IntStream.rangeClosed(1, COUNT).forEach(each -> pop3.mail().deliver("a", message(each)));
    }

    @Test
    void clientThatTakesMessagesInOrderHasTheNextOnesReadTogether() {
      try (WireClient client = pop3.connect().login("a", "b")) {
        retrieve(client, 1);
        assertThat(pop3.faults().calls(Step.READ)).isEqualTo(1);
        retrieve(client, 2);
        assertThat(pop3.faults().calls(Step.READ)).isEqualTo(COUNT);
        IntStream.rangeClosed(3, COUNT).forEach(each -> retrieve(client, each));
        assertThat(pop3.faults().calls(Step.READ)).isEqualTo(COUNT);
      }
    }

    @Test
    void markedMessagesAreLeftOut() {
      try (WireClient client = pop3.connect().login("a", "b")) {
        client.call("DELE 2");
        client.call("DELE 5");
        retrieve(client, 1);
        retrieve(client, 3);
        assertThat(pop3.faults().calls(Step.READ)).isEqualTo(COUNT - 2);
      }
    }

    @Test
    void messageMarkedSinceIsNotSent() {
      try (WireClient client = pop3.connect().login("a", "b")) {
        retrieve(client, 1);
        retrieve(client, 2);
        client.call("DELE 3");
        assertThat(client.call("RETR 3")).startsWith("-ERR");
        retrieve(client, 4);
      }
    }

    @Test
    void clientThatChoosesMessagesHasNoneReadAhead() {
      try (WireClient client = pop3.connect().login("a", "b")) {
        for (int number : new int[] {9, 7, 8, 2, 5}) {
          int before = pop3.faults().calls(Step.READ);
          if (number == 8) {
            // In order for once: 9 and 10 are read along.
            retrieve(client, number);
            assertThat(pop3.faults().calls(Step.READ)).isEqualTo(before + 3);
          } else {
            retrieve(client, number);
            assertThat(pop3.faults().calls(Step.READ)).isEqualTo(before + 1);
          }
        }
      }
    }

    /** What TOP reads must not come to lie where messages read ahead are. */
    @Test
    void topOfLargeMessageLeavesTheOthersAsTheyAre() {
      String large = "x".repeat(20_000) + "\r\n";
      pop3.mail().deliver("a", large);
      try (WireClient client = pop3.connect().login("a", "b")) {
        retrieve(client, 1);
        retrieve(client, 2);
        assertThat(client.callForLines("TOP " + (COUNT + 1) + " 0"))
            .endsWith("\r\n" + large + ".\r\n");
        IntStream.rangeClosed(3, COUNT).forEach(each -> retrieve(client, each));
      }
    }

    @Test
    void messageThatCannotBeReadIsToldOnlyWhenItIsAskedFor() {
      try (WireClient client = pop3.connect().login("a", "b")) {
        retrieve(client, 1);
        pop3.mail().removeBehindTheLock("a", message(4).getBytes(StandardCharsets.US_ASCII));
        retrieve(client, 2);
        retrieve(client, 3);
        assertThat(client.call("RETR 4")).startsWith("-ERR [SYS/TEMP]");
        retrieve(client, 5);
      }
    }
  }

  @Nested
  class FromStoreThatNotesReading {

    private final InMemoryMaildropStore mail = new InMemoryMaildropStore();
    private final FaultyStore store = FaultyStore.around(new Noting(mail));

    @RegisterExtension
    final Pop3ServerExtension pop3 =
        Pop3ServerExtension.create().user("a", "b").server(builder -> builder.maildrops(store));

    @Test
    void noMessageIsReadBeforeItIsAskedFor() {
      IntStream.rangeClosed(1, COUNT).forEach(each -> mail.deliver("a", message(each)));
      try (WireClient client = pop3.connect().login("a", "b")) {
        for (int number = 1; number <= COUNT; number++) {
          retrieve(client, number);
          assertThat(store.calls(Step.READ)).isEqualTo(number);
        }
      }
    }
  }

  /** A store whose messages know that they were read. */
  private record Noting(MaildropStore store) implements MaildropStore {

    @Override
    public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
      Maildrop maildrop = store.open(owner, context);
      return new Maildrop() {

        @Override
        public MaildropListing messages() {
          return maildrop.messages();
        }

        @Override
        public MessageContent read(int index) throws MaildropException {
          return maildrop.read(index);
        }

        @Override
        public boolean notesReading() {
          return true;
        }

        @Override
        public CommitResult commit(Deletions marked) throws MaildropException {
          return maildrop.commit(marked);
        }

        @Override
        public void close() {
          maildrop.close();
        }
      };
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
