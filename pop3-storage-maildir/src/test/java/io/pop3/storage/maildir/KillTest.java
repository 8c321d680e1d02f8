package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that hold a maildir are killed at random instants (kill -9). Whoever opens it next
 * finds each update done or not begun, no other message touched, and the unique-ids as before.
 *
 * <p>How often is said by the system property {@code maildir.kills}; the profile {@code kill} of
 * this module sets it high.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("maildir.kills", 60);
  private static final int IMPORTED = 40;

  /** After these a process is not busy with itself any more. */
  private static final int WARM_UP_SESSIONS = 5;

  @TempDir Path directory;

  /** Sessions without end, each of which removes some messages after it said so in a ledger. */
  static final class Sessions {

    private Sessions() {}

    public static void main(String[] arguments) throws Exception {
      MaildirFixture fixture = new MaildirFixture(Path.of(arguments[0]));
      Path ledger = fixture.root.resolve("ledger");
      Random random = new Random(Long.parseLong(arguments[1]));
      int number = Integer.parseInt(arguments[2]);
      try (MaildropStore store = fixture.store()) {
        for (int session = 0; true; session++) {
          if (session == WARM_UP_SESSIONS) {
            System.out.println("ready");
          }
          try (Maildrop maildrop = store.open(HARISH, OpenContext.of("killed"))) {
            BitSet marked = new BitSet();
            StringBuilder names = new StringBuilder();
            for (int index = 0; index < maildrop.messages().count(); index++) {
              if (random.nextInt(3) == 0) {
                marked.set(index);
                names.append(' ').append(maildrop.messages().uniqueId(index));
              }
            }
            write(ledger, "remove" + names);
            maildrop.commit(Deletions.of(marked));
            write(ledger, "removed");
          }
          for (int i = random.nextInt(40); i > 0; i--) {
            String name = "1600000000.M" + number + "P1.host";
            Path file = fixture.deliver(name, "message " + number + "\n");
            if (random.nextBoolean()) {
              fixture.rename(file, "S");
            }
            write(ledger, "delivered " + name);
            number++;
          }
        }
      }
    }

    private static void write(Path ledger, String line) throws IOException {
      Files.writeString(ledger, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  @Test
  void sessionsKilledAtAnyInstantLeaveUpdatesDoneOrNotBegun() throws Exception {
    int lanes = Math.min(4, Runtime.getRuntime().availableProcessors());
    List<CompletableFuture<Integer>> running = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      Path root = Files.createDirectory(directory.resolve("lane" + lane));
      int seed = lane;
      running.add(CompletableFuture.supplyAsync(() -> killSessions(root, seed, KILLS / lanes + 1)));
    }
    int unfinished = 0;
    for (CompletableFuture<Integer> lane : running) {
      unfinished += lane.get();
    }
    System.out.println(KILLS + " kills, " + unfinished + " of them within an update");
  }

  /**
   * Kills sessions on one maildir, again and again.
   *
   * @return how many of them were within an update
   */
  private static int killSessions(Path root, int seed, int kills) {
    try {
      MaildirFixture fixture = new MaildirFixture(root);
      Map<String, String> ids = deliverAndImport(fixture);
      Random random = new Random(seed);
      int unfinished = 0;
      Set<String> alive = new HashSet<>(ids.keySet());
      for (int kill = 0; kill < kills; kill++) {
        String firstNumber = Integer.toString(1000 + kill * 100000);
        try (ChildProcess child =
            ChildProcess.start(
                Sessions.class, root.toString(), Integer.toString(kill), firstNumber)) {
          assertThat(child.readLine()).isEqualTo("ready");
          LockSupport.parkNanos(random.nextInt(50_000_000));
        }
        if (Files.exists(fixture.maildir.journal())) {
          unfinished++;
        }
        alive = checkAfterKill(fixture, alive, ids, "kill " + kill);
        Files.deleteIfExists(root.resolve("ledger"));
      }
      return unfinished;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Old messages that have unique-ids from elsewhere. */
  private static Map<String, String> deliverAndImport(MaildirFixture fixture) throws Exception {
    Map<String, String> idsByBase = new HashMap<>();
    StringBuilder uidList = new StringBuilder("3 V1 N100\n");
    for (int uid = 1; uid <= IMPORTED; uid++) {
      String name = "1500000000.M" + uid + "P1.host";
      fixture.deliver(name, "old message " + uid + "\n");
      uidList.append(uid).append(" :").append(name).append('\n');
      idsByBase.put(name, "1." + uid);
    }
    Files.writeString(fixture.maildir.root().resolve("dovecot-uidlist"), uidList);
    new MaildirAdministration(fixture.environment(new NioFileOperations()))
        .importUniqueIds(HARISH, "dovecot:%v.%u");
    return idsByBase;
  }

  /**
   * Compares what is there with what the ledger says.
   *
   * @return the bases of the messages that are there
   */
  private static Set<String> checkAfterKill(
      MaildirFixture fixture, Set<String> before, Map<String, String> ids, String when)
      throws Exception {
    Map<String, String> bases = new HashMap<>();
    ids.forEach((base, id) -> bases.put(id, base));
    Set<String> expected = new HashSet<>(before);
    Set<String> doubtful = Set.of();
    for (String line : ledger(fixture)) {
      List<String> words = List.of(line.split(" ", -1));
      if (words.get(0).equals("delivered")) {
        expected.add(words.get(1));
      } else if (words.get(0).equals("remove")) {
        doubtful = new HashSet<>();
        for (String id : words.subList(1, words.size())) {
          doubtful.add(bases.getOrDefault(id, id));
        }
      } else {
        expected.removeAll(doubtful);
        doubtful = Set.of();
      }
    }
    Set<String> found = new HashSet<>();
    try (Maildrop maildrop = fixture.open()) {
      for (int index = 0; index < maildrop.messages().count(); index++) {
        String id = maildrop.messages().uniqueId(index).value();
        assertThat(found.add(bases.getOrDefault(id, id))).as(when).isTrue();
      }
    }
    assertThat(fixture.files()).as(when).hasSameSizeAs(found);
    // The last delivery may not be in the ledger yet.
    Set<String> surplus = new HashSet<>(found);
    surplus.removeAll(expected);
    assertThat(surplus).as(when).hasSizeLessThanOrEqualTo(1);
    Set<String> ofDoubt = new HashSet<>(doubtful);
    ofDoubt.retainAll(found);
    assertThat(ofDoubt).as("%s: all or none", when).isIn(Set.of(), doubtful);
    expected.removeAll(doubtful);
    assertThat(found).as("%s: nothing else is lost", when).containsAll(expected);
    return found;
  }

  private static List<String> ledger(MaildirFixture fixture) throws IOException {
    Path ledger = fixture.root.resolve("ledger");
    if (!Files.exists(ledger)) {
      return List.of();
    }
    String text = Files.readString(ledger);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  /** Opens a maildir for the first time, with many messages to index and to import. */
  static final class FirstOpening {

    private FirstOpening() {}

    public static void main(String[] arguments) throws Exception {
      MaildirFixture fixture = new MaildirFixture(Path.of(arguments[0]));
      MaildirFixture other = new MaildirFixture(fixture.root.resolve("warm-up"));
      for (int session = 0; session < WARM_UP_SESSIONS; session++) {
        other.deliver("message\n");
        other.idsOfNewSession();
      }
      System.out.println("ready");
      try (MaildropStore store = importing(fixture);
          Maildrop maildrop = store.open(HARISH, OpenContext.of("killed"))) {
        System.out.println(maildrop.messages().count());
      }
    }
  }

  private static MaildropStore importing(MaildirFixture fixture) {
    return fixture.store("import-unique-ids", "dovecot", "dovecot-uidl-format", "%v.%u");
  }

  @Test
  void openingsKilledAtAnyInstantChangeNoUniqueId() throws Exception {
    int messages = 500;
    Random random = new Random(2);
    for (int kill = 0; kill < KILLS / 8; kill++) {
      MaildirFixture fixture =
          new MaildirFixture(Files.createDirectory(directory.resolve("first" + kill)));
      List<String> expected = new ArrayList<>();
      StringBuilder uidList = new StringBuilder("3 V7 N5000\n");
      for (int uid = 1; uid <= messages; uid++) {
        String name = "1500000000.M" + uid + "P1.host";
        Files.writeString(fixture.maildir.fresh().resolve(name), "message\n");
        uidList.append(uid).append(" :").append(name).append('\n');
        expected.add("7." + uid);
      }
      Files.writeString(fixture.maildir.root().resolve("dovecot-uidlist"), uidList);
      try (ChildProcess child = ChildProcess.start(FirstOpening.class, fixture.root.toString())) {
        assertThat(child.readLine()).isEqualTo("ready");
        LockSupport.parkNanos(random.nextInt(150_000_000));
      }
      try (MaildropStore store = importing(fixture);
          Maildrop maildrop = store.open(HARISH, OpenContext.of("next"))) {
        assertThat(MaildirFixture.ids(maildrop.messages())).isEqualTo(expected);
      }
    }
  }
}
