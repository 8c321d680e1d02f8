package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static io.pop3.storage.maildir.MaildirFixture.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes serve one maildir in turn, each with what it remembers of it, while mail comes in.
 * No message is ever taken for another, and each is removed once (1939-LOCK-1, MDIR-8).
 */
class TwoProcessesTest {

  private static final int MESSAGES = 20;
  private static final int SESSIONS = 60;

  @TempDir Path root;

  /** Sessions of one store, each of which removes a message and has another one delivered. */
  static final class Sessions {

    private Sessions() {}

    public static void main(String[] arguments) throws Exception {
      MaildirFixture fixture = new MaildirFixture(Path.of(arguments[0]));
      Random random = new Random(arguments[1].hashCode());
      System.out.println("ready");
      System.in.read();
      try (MaildropStore store = fixture.store("fsync", "never")) {
        for (int session = 0; session < SESSIONS; session++) {
          OpenContext context = new OpenContext(arguments[1], Duration.ofMinutes(5));
          try (Maildrop maildrop = store.open(HARISH, context)) {
            int count = maildrop.messages().count();
            for (int index = 0; index < count; index++) {
              String id = maildrop.messages().uniqueId(index).value();
              if (!content(maildrop, index).equals("this is " + id + "\n")) {
                System.out.println("wrong " + id);
              }
            }
            if (random.nextInt(3) > 0) {
              int victim = random.nextInt(count);
              String id = maildrop.messages().uniqueId(victim).value();
              maildrop.commit(Deletions.of(victim));
              System.out.println("removed " + id);
              String name = "17.M" + session + "P" + arguments[1] + ".host";
              fixture.deliver(name, "this is " + name + "\n");
            }
          }
        }
      }
    }
  }

  @Test
  void oneMaildirIsServedByTwoProcessesInTurn() throws Exception {
    MaildirFixture fixture = new MaildirFixture(root);
    for (int number = 0; number < MESSAGES; number++) {
      String name = "16.M" + number + "P0.host";
      fixture.deliver(name, "this is " + name + "\n");
    }
    fixture.settle();
    Set<String> removed = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    try (ChildProcess one = ChildProcess.start(Sessions.class, root.toString(), "1");
        ChildProcess two = ChildProcess.start(Sessions.class, root.toString(), "2")) {
      assertThat(one.readLine()).isEqualTo("ready");
      assertThat(two.readLine()).isEqualTo("ready");
      one.letGo();
      two.letGo();
      for (ChildProcess process : List.of(one, two)) {
        for (String line : process.readLines()) {
          if (!line.startsWith("removed ") || !removed.add(line)) {
            wrong.add(line);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(removed).hasSizeGreaterThan(SESSIONS);
    assertThat(fixture.idsOfNewSession())
        .hasSize(MESSAGES)
        .doesNotHaveDuplicates()
        .noneMatch(id -> removed.contains("removed " + id));
  }
}
