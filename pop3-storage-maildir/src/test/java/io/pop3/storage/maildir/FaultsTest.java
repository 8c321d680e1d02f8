package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static io.pop3.storage.maildir.MaildirFixture.content;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import io.pop3.storage.maildir.InterceptedFileOperations.Interceptor;
import io.pop3.storage.maildir.InterceptedFileOperations.Step;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A session is broken at every single step that it takes in the file system: by an error, by a disk
 * that is full or read-only from there on, by the death of the process, by a loss of power.
 * Afterwards a sound store finds all marked messages or none, every other message, and the same
 * unique-ids and sizes (1939-UPD-2, 1939-LOCK-4, MD-19, MD-26).
 */
class FaultsTest {

  /** What the session does that is broken. */
  enum Session {
    /** Finds its index up to date, and removes messages. */
    REMOVES,
    /** Opens the maildir for the first time, and removes messages. */
    INDEXES_AND_REMOVES,
    /** Opens it for the first time, takes over unique-ids, and removes messages. */
    IMPORTS_AND_REMOVES,
    /** Finds mail whose time has come. */
    EXPIRES,
    /** Finishes the update of a session that died. */
    FINISHES_AN_UPDATE,
    /** Marks as seen what was retrieved, beside files that share a name. */
    MARKS_SEEN
  }

  @TempDir Path directory;
  private int scenes;

  @ParameterizedTest
  @EnumSource
  void anErrorAtAnyStep(Session session) throws Exception {
    breakAtEveryStep(session, Fault.ERROR_ONCE);
  }

  @ParameterizedTest
  @EnumSource
  void aDiskThatIsFullFromAnyStepOn(Session session) throws Exception {
    breakAtEveryStep(session, Fault.FULL_FROM_THEN_ON);
  }

  @ParameterizedTest
  @EnumSource
  void aDiskThatIsReadOnlyFromAnyStepOn(Session session) throws Exception {
    breakAtEveryStep(session, Fault.READ_ONLY_FROM_THEN_ON);
  }

  @ParameterizedTest
  @EnumSource
  void deathAtAnyStep(Session session) throws Exception {
    breakAtEveryStep(session, Fault.DEATH);
  }

  private void breakAtEveryStep(Session session, Fault fault) throws Exception {
    boolean struck = true;
    int at = 0;
    while (struck) {
      at++;
      Breaker breaker = new Breaker(at, fault);
      Scene scene = new Scene(session);
      scene.play(new InterceptedFileOperations(breaker));
      scene.check(session + " broken by " + fault + " at step " + at + ", " + breaker.struckAt);
      struck = breaker.struck();
    }
    assertThat(at).as("steps that can break").isGreaterThan(3);
  }

  @ParameterizedTest
  @EnumSource
  void aLossOfPowerAtAnyStep(Session session) throws Exception {
    Predicate<Path> isRoot = path -> path.endsWith("harish");
    List<Predicate<Path>> losses = List.of(path -> true, isRoot, isRoot.negate());
    boolean struck = true;
    int at = 0;
    while (struck) {
      at++;
      for (Predicate<Path> loss : losses) {
        Breaker breaker = new Breaker(at, Fault.DEATH);
        Scene scene = new Scene(session);
        Path graveyard = Files.createDirectory(scene.fixture.root.resolve("graveyard"));
        VolatileDisk disk = new VolatileDisk(graveyard, breaker);
        scene.play(disk);
        disk.losePower(loss);
        scene.check(session + " without power at step " + at + ", " + breaker.struckAt);
        struck = breaker.struck();
      }
    }
  }

  /** Ends a session as the end of its process does. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** How a session is broken. */
  private enum Fault {
    ERROR_ONCE {
      @Override
      void strike(boolean first, Path path) throws IOException {
        if (first) {
          throw new FileSystemException(path.toString(), null, "Input/output error");
        }
      }
    },
    FULL_FROM_THEN_ON {
      @Override
      boolean concerns(Step step) {
        return step == Step.WRITE || step == Step.WRITE_REST || step == Step.FORCE;
      }

      @Override
      void strike(boolean first, Path path) throws IOException {
        throw new FileSystemException(path.toString(), null, "No space left on device");
      }
    },
    READ_ONLY_FROM_THEN_ON {
      @Override
      boolean concerns(Step step) {
        return step != Step.LOOK && step != Step.LIST && step != Step.OPEN;
      }

      @Override
      void strike(boolean first, Path path) throws IOException {
        throw new FileSystemException(path.toString(), null, "Read-only file system");
      }
    },
    DEATH {
      @Override
      void strike(boolean first, Path path) {
        throw new Death();
      }
    };

    boolean concerns(Step step) {
      return true;
    }

    abstract void strike(boolean first, Path path) throws IOException;
  }

  /** Counts the steps that a fault concerns, and strikes at the chosen one and after. */
  private static final class Breaker implements Interceptor {

    private final int at;
    private final Fault fault;
    private int steps;
    private String struckAt = "nowhere";

    Breaker(int at, Fault fault) {
      this.at = at;
      this.fault = fault;
    }

    @Override
    public void before(Step step, Path path) throws IOException {
      if (fault.concerns(step)) {
        steps++;
        if (steps == at) {
          struckAt = step + " " + path.getFileName();
        }
        if (steps >= at) {
          fault.strike(steps == at, path);
        }
      }
    }

    boolean struck() {
      return steps >= at;
    }
  }

  /** A maildir, the session that is broken in it, and what must be true afterwards. */
  private final class Scene {

    private static final int COUNT = 8;

    private final Session session;
    private final MaildirFixture fixture;
    private final Set<String> marked = Set.of("message 1\n", "message 3\n", "message 4\n");
    private final Map<String, String> ids = new TreeMap<>();
    private boolean mustBeGone;

    Scene(Session session) throws Exception {
      this.session = session;
      fixture = new MaildirFixture(Files.createDirectory(directory.resolve("s" + scenes++)));
      deliver();
      switch (session) {
        case REMOVES, EXPIRES -> {
          importSoundly();
          fixture.settle();
          fixture.idsOfNewSession();
        }
        case FINISHES_AN_UPDATE -> {
          importSoundly();
          leaveAnUpdateUnfinished();
        }
        case MARKS_SEEN -> addTwins();
        case INDEXES_AND_REMOVES, IMPORTS_AND_REMOVES -> {}
      }
    }

    private void deliver() throws IOException {
      StringBuilder uidList = new StringBuilder("3 V1300000000 N100\n");
      boolean imported = session != Session.INDEXES_AND_REMOVES && session != Session.MARKS_SEEN;
      int octets = 0;
      for (int number = 0; number < COUNT; number++) {
        String content = "message " + number + "\n";
        boolean old = marked.contains(content);
        String name =
            (old ? 1000000000 : Instant.now().getEpochSecond()) + ".M" + number + "P1.host";
        name = number == 5 ? name + ",x".repeat(30) : name;
        Path file = fixture.deliver(name, content);
        file = number % 2 == 0 ? fixture.rename(file, "S") : file;
        if (old) {
          Files.setLastModifiedTime(file, FileTime.fromMillis(1000000000000L));
        }
        uidList.append(number + 1).append(" :").append(name).append('\n');
        byte[] own = UniqueIds.derive(FileName.of(name));
        String derived = own.length == 0 ? name : new String(own, ISO_8859_1);
        ids.put(content, imported ? "0000000" + (number + 1) + "4d7c6d00" : derived);
        octets += content.length();
      }
      Files.writeString(fixture.maildir.root().resolve("dovecot-uidlist"), uidList);
      Files.writeString(
          fixture.maildir.quotaSums(), "1000000S,1000C\n" + octets + " " + COUNT + "\n");
    }

    private void importSoundly() throws Exception {
      new MaildirAdministration(fixture.environment(sound())).importUniqueIds(HARISH, "dovecot");
    }

    private FileOperations sound() {
      return new InterceptedFileOperations((step, path) -> {});
    }

    private void leaveAnUpdateUnfinished() throws Exception {
      int[] deletes = {0};
      Interceptor deadly =
          (step, path) -> {
            deletes[0] += step == Step.DELETE ? 1 : 0;
            if (deletes[0] >= 2) {
              throw new Death();
            }
          };
      run(new InterceptedFileOperations(deadly), true);
      assertThat(fixture.maildir.journal()).exists();
      assertThat(fixture.files()).hasSize(COUNT - 1);
      mustBeGone = true;
    }

    private void addTwins() throws IOException {
      String name = fixture.files().stream().filter(f -> f.startsWith("cur/")).findFirst().get();
      Path original = fixture.maildir.root().resolve(name);
      String base = FileName.of(original).base();
      Path twin = Files.writeString(fixture.maildir.current().resolve(base + ":2,F"), "twin\n");
      Files.setLastModifiedTime(twin, FileTime.from(Instant.now().plusSeconds(5)));
      ids.put("twin\n", "");
      new QuotaSums(sound(), fixture.maildir, Durability.NEVER).recalculate();
      Files.createLink(fixture.maildir.fresh().resolve(base), original);
    }

    void play(FileOperations files) throws Exception {
      boolean removes =
          session == Session.REMOVES
              || session == Session.INDEXES_AND_REMOVES
              || session == Session.IMPORTS_AND_REMOVES;
      run(files, removes);
    }

    private String[] options() {
      return switch (session) {
        case IMPORTS_AND_REMOVES -> new String[] {"import-unique-ids", "dovecot"};
        case EXPIRES -> new String[] {"retention-days", "30"};
        case MARKS_SEEN -> new String[] {"mark-seen", "true"};
        default -> new String[0];
      };
    }

    private void run(FileOperations files, boolean removes) throws Exception {
      try (MaildropStore store = fixture.storeOver(files, options());
          Maildrop maildrop = store.open(HARISH, OpenContext.of("broken"))) {
        List<Integer> wanted = new ArrayList<>();
        for (int index = 0; index < maildrop.messages().count(); index++) {
          String content = content(maildrop, index);
          assertThat(ids).containsKey(content);
          if (marked.contains(content)) {
            wanted.add(index);
          }
        }
        if (removes) {
          maildrop.commit(Deletions.of(wanted.stream().mapToInt(i -> i).toArray()));
          mustBeGone = true;
        }
      } catch (Death | MaildropException e) {
        // What it is about: the session is over, in whatever way.
        assertThat(e).isNotNull();
      }
    }

    void check(String when) throws Exception {
      Map<String, String> found = new TreeMap<>();
      List<String> order = new ArrayList<>();
      String[] options = session == Session.EXPIRES ? new String[0] : options();
      try (MaildropStore store = fixture.storeOver(sound(), options);
          Maildrop maildrop = store.open(HARISH, OpenContext.of("sound"))) {
        for (int index = 0; index < maildrop.messages().count(); index++) {
          String content = content(maildrop, index);
          assertThat(maildrop.messages().octets(index)).as(when).isEqualTo(content.length() + 1);
          assertThat(found).as(when).doesNotContainKey(content);
          found.put(content, maildrop.messages().uniqueId(index).value());
          order.add(content);
        }
        assertThat(found.values()).as(when).doesNotHaveDuplicates();
      }
      found.computeIfPresent("twin\n", (content, id) -> "");
      boolean noneIsGone = found.equals(ids);
      ids.keySet().removeAll(marked);
      boolean allAreGone = found.equals(ids);
      assertThat(allAreGone || (noneIsGone && !mustBeGone))
          .as("%s: found %s", when, found)
          .isTrue();
      assertThat(
              order.stream().filter(content -> content.length() > 5 && !marked.contains(content)))
          .as(when)
          .isSorted();
      assertThat(fixture.files()).as(when).hasSameSizeAs(found.keySet());
      assertThat(new MaildirAdministration(fixture.environment(sound())).verify(HARISH))
          .as(when)
          .isEmpty();
    }
  }
}
