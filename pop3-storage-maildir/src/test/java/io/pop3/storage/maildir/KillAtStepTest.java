package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static io.pop3.storage.maildir.MaildirFixture.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import io.pop3.storage.maildir.InterceptedFileOperations.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed (kill -9) right before each of the steps that change anything: while it takes
 * unique-ids over, while it writes its index, while it removes messages. Other than with {@link
 * FaultsTest} no line of its code runs any more, and the operating system takes its lock away.
 */
class KillAtStepTest {

  private static final int COUNT = 6;
  private static final Set<Step> HARMLESS = EnumSet.of(Step.LOOK, Step.LIST, Step.OPEN);
  private static final String[] OPTIONS = {
    "import-unique-ids", "dovecot", "dovecot-uidl-format", "%v.%u"
  };

  @TempDir Path directory;

  /** Hears of every step that changes something. */
  private interface Listener {
    void before(String step) throws IOException;
  }

  /** A first session, which imports, indexes and removes, over real files. */
  private static void session(MaildirFixture fixture, Listener listener) throws Exception {
    FileOperations files =
        new InterceptedFileOperations(
            (step, path) -> {
              if (!HARMLESS.contains(step)) {
                listener.before(step + " " + path.getFileName());
              }
            });
    try (MaildropStore store = fixture.storeOver(files, OPTIONS);
        Maildrop maildrop = store.open(HARISH, OpenContext.of("killed"))) {
      maildrop.commit(Deletions.of(1, 4));
    }
  }

  /** The session, in a process that stops at a step and waits for its end. */
  static final class Victim {

    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      int[] left = {Integer.parseInt(arguments[1])};
      session(
          new MaildirFixture(Path.of(arguments[0])),
          step -> {
            if (left[0]-- == 0) {
              System.out.println(step);
              System.in.read();
            }
          });
    }
  }

  private MaildirFixture maildir(String name) throws IOException {
    MaildirFixture fixture = new MaildirFixture(Files.createDirectory(directory.resolve(name)));
    StringBuilder uidList = new StringBuilder("3 V7 N100\n");
    for (int number = 0; number < COUNT; number++) {
      Path file = fixture.deliver("17.M" + number + "P1.host", "message " + number + "\n");
      if (number % 2 == 0) {
        fixture.rename(file, "S");
      }
      uidList.append(number + 1).append(" :17.M").append(number).append("P1.host\n");
    }
    Files.writeString(fixture.maildir.root().resolve("dovecot-uidlist"), uidList);
    Files.writeString(fixture.maildir.quotaSums(), "1000S\n" + 10 * COUNT + " " + COUNT + "\n");
    return fixture;
  }

  @TestFactory
  Stream<DynamicTest> aProcessKilledBeforeAStep() throws Exception {
    List<String> steps = new ArrayList<>();
    session(maildir("rehearsal"), steps::add);
    assertThat(steps)
        .contains(
            Step.MOVE + " pop3d-ids",
            Step.MOVE + " pop3d-index",
            Step.WRITE_REST + " pop3d-journal.draft",
            Step.FORCE + " pop3d-journal.draft",
            Step.MOVE + " pop3d-journal",
            Step.DELETE + " 17.M1P1.host",
            Step.DELETE + " pop3d-journal",
            Step.OPEN_TO_WRITE + " pop3d-index");
    List<DynamicTest> tests = new ArrayList<>();
    for (int at = 0; at < steps.size(); at++) {
      int number = at;
      tests.add(
          DynamicTest.dynamicTest(
              number + " " + steps.get(number), () -> killBefore(number, steps)));
    }
    return tests.stream();
  }

  private void killBefore(int number, List<String> steps) throws Exception {
    MaildirFixture fixture = maildir("step" + number);
    try (ChildProcess victim =
        ChildProcess.start(Victim.class, fixture.root.toString(), Integer.toString(number))) {
      assertThat(victim.readLine()).isEqualTo(steps.get(number));
    }
    boolean decided = number > steps.indexOf(Step.MOVE + " pop3d-journal");
    Map<String, String> expected = new TreeMap<>();
    for (int message = 0; message < COUNT; message++) {
      if (!decided || (message != 1 && message != 4)) {
        expected.put("message " + message + "\n", "7." + (message + 1));
      }
    }
    assertThat(nextSession(fixture)).isEqualTo(expected);
    assertThat(nextSession(fixture)).isEqualTo(expected);
    assertThat(fixture.files()).hasSameSizeAs(expected.keySet());
    assertThat(fixture.maildir.journal()).doesNotExist();
    assertThat(
            new MaildirAdministration(fixture.environment(new NioFileOperations(), OPTIONS))
                .verify(HARISH))
        .isEmpty();
  }

  /** The contents of the messages, and their unique-ids. */
  private static Map<String, String> nextSession(MaildirFixture fixture) throws Exception {
    Map<String, String> found = new TreeMap<>();
    try (MaildropStore store = fixture.store(OPTIONS);
        Maildrop maildrop = store.open(HARISH, OpenContext.of("next"))) {
      for (int index = 0; index < maildrop.messages().count(); index++) {
        found.put(content(maildrop, index), maildrop.messages().uniqueId(index).value());
      }
    }
    return found;
  }
}
