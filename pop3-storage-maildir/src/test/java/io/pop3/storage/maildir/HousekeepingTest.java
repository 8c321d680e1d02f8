package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static io.pop3.storage.maildir.MaildirFixture.content;
import static io.pop3.storage.maildir.MaildirFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.UserName;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Expiry;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MessageContent;
import io.pop3.spi.maildrop.OpenContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quota sums, retention, unfinished deliveries, flags, and files that share a name. */
class HousekeepingTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path root;
  private MaildirFixture fixture;
  private final HandSetClock clock = new HandSetClock();

  /** A clock that a test sets, and one that only goes forward. */
  private static final class HandSetClock extends Clock {

    private Instant said = START;
    private Duration passed = Duration.ZERO;

    @Override
    public Instant instant() {
      return said;
    }

    void pass(Duration time) {
      said = said.plus(time);
      passed = passed.plus(time);
    }

    void jump(Duration distance) {
      said = said.plus(distance);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("zone: " + zone);
    }
  }

  @BeforeEach
  void makeMaildir() throws IOException {
    fixture = new MaildirFixture(root);
  }

  private MaildirEnvironment environment(String... options) {
    MaildirEnvironment real = fixture.environment(new NioFileOperations(), options);
    CautiousClock cautious = new CautiousClock(clock, () -> clock.passed.toNanos());
    return new MaildirEnvironment(real.files(), real.options(), cautious, real.random());
  }

  private Path deliver(Instant arrival, String content) throws IOException {
    Path file =
        fixture.deliver(arrival.getEpochSecond() + ".M" + content.hashCode() + "P1.host", content);
    Files.setLastModifiedTime(file, FileTime.from(arrival));
    return file;
  }

  private List<String> idsWith(MaildropStore store) throws Exception {
    try (store;
        Maildrop maildrop = store.open(HARISH, OpenContext.of("1"))) {
      return ids(maildrop.messages());
    }
  }

  // ---- Quota sums of Maildir++

  private void removeAll() throws Exception {
    try (Maildrop maildrop = fixture.open()) {
      int count = maildrop.messages().count();
      int[] all = new int[count];
      Arrays.setAll(all, i -> i);
      maildrop.commit(Deletions.of(all));
    }
  }

  @Test
  void removedMessagesAreTakenOffTheQuota() throws Exception {
    fixture.deliver("12345");
    fixture.rename(fixture.deliver("123"), "S");
    Files.writeString(fixture.maildir.quotaSums(), "1000S,10C\n100 7\n8 2\n");
    removeAll();
    assertThat(fixture.maildir.quotaSums()).hasContent("1000S,10C\n100 7\n8 2\n-8 -2\n");
  }

  @Test
  void trashDoesNotCount() throws Exception {
    fixture.rename(fixture.deliver("12345"), "ST");
    fixture.deliver("123");
    Files.writeString(fixture.maildir.quotaSums(), "1000S\n3 1\n");
    removeAll();
    assertThat(fixture.maildir.quotaSums()).hasContent("1000S\n3 1\n-3 -1\n");
  }

  @Test
  void aMaildirWithoutQuotaGetsNone() throws Exception {
    fixture.deliver("12345");
    removeAll();
    assertThat(fixture.maildir.quotaSums()).doesNotExist();
  }

  @Test
  void sumsAreDoneAnewOverAllFoldersAfterAnInterruptedUpdate() throws Exception {
    fixture.deliver("12345");
    for (String folder : List.of(".Sent/cur", ".Sent/new", ".Trash/cur", "plain/cur")) {
      Files.createDirectories(fixture.maildir.root().resolve(folder));
    }
    Files.writeString(fixture.maildir.root().resolve(".Sent/cur/1.a:2,S"), "1234567");
    Files.writeString(fixture.maildir.root().resolve(".Sent/cur/2.b,S=50:2,S"), "x");
    Files.writeString(fixture.maildir.root().resolve(".Sent/cur/3.c:2,T"), "1234567");
    Files.writeString(fixture.maildir.root().resolve(".Trash/cur/4.d:2,S"), "1234567");
    Files.writeString(fixture.maildir.root().resolve("plain/cur/5.e:2,S"), "1234567");
    Files.writeString(fixture.maildir.quotaSums(), "1000S,10C\n99999 99\n-1 -1\n");
    new UpdateJournal(new NioFileOperations(), fixture.maildir, Durability.NEVER)
        .write(Map.of("gone", 7L));
    assertThat(fixture.idsOfNewSession()).hasSize(1);
    assertThat(fixture.maildir.quotaSums()).hasContent("1000S,10C\n62 3\n");
    assertThat(fixture.maildir.journal()).doesNotExist();
  }

  // ---- Retention

  @Test
  void mailGoesWhenItsTimeHasCome() throws Exception {
    deliver(START.minus(Duration.ofDays(31)), "old");
    deliver(START.minus(Duration.ofDays(29)), "young");
    MaildropStore store = new MaildirStore(environment("retention-days", "30"));
    assertThat(store.expiry()).isEqualTo(new Expiry(OptionalInt.of(30), true));
    try (store) {
      try (Maildrop maildrop = store.open(HARISH, OpenContext.of("1"))) {
        assertThat(maildrop.messages().count()).isEqualTo(1);
        assertThat(content(maildrop, 0)).isEqualTo("young");
        assertThat(maildrop.expiry()).isEqualTo(new Expiry(OptionalInt.of(30), false));
        // Listed is listed: the time that passes meanwhile takes nothing away.
        clock.pass(Duration.ofDays(10));
        assertThat(content(maildrop, 0)).isEqualTo("young");
        maildrop.commit(Deletions.none());
      }
      assertThat(fixture.files()).hasSize(1);
      try (Maildrop maildrop = store.open(HARISH, OpenContext.of("2"))) {
        assertThat(maildrop.messages().count()).isZero();
      }
    }
    assertThat(fixture.files()).isEmpty();
  }

  @Test
  void withoutRetentionMailStaysForEver() throws Exception {
    deliver(Instant.EPOCH.plusSeconds(1), "old");
    MaildropStore store = new MaildirStore(environment());
    assertThat(store.expiry()).isEqualTo(Expiry.NEVER);
    assertThat(idsWith(store)).hasSize(1);
  }

  /** A message is old only if both its name and its file say so. */
  @Test
  void whatMayBeYoungStays() throws Exception {
    Path copied = deliver(START.minus(Duration.ofDays(90)), "copied");
    Files.setLastModifiedTime(copied, FileTime.from(START.minus(Duration.ofDays(1))));
    Path imported = fixture.deliver(START.getEpochSecond() + ".imported", "imported");
    Files.setLastModifiedTime(imported, FileTime.from(START.minus(Duration.ofDays(90))));
    Path nameless = fixture.deliver("nameless", "nameless");
    Files.setLastModifiedTime(nameless, FileTime.from(START));
    assertThat(idsWith(new MaildirStore(environment("retention-days", "30")))).hasSize(3);
  }

  @Test
  void theOldestGoForTheSizeButNothingInItsFirstDay() throws Exception {
    deliver(START.minus(Duration.ofDays(4)), "1234567\n");
    deliver(START.minus(Duration.ofDays(3)), "12345678\n");
    deliver(START.minus(Duration.ofDays(2)), "123456789\n");
    deliver(START.minus(Duration.ofHours(2)), "x".repeat(100) + "\n");
    MaildropStore store = new MaildirStore(environment("retention-size", "113"));
    assertThat(store.expiry()).isEqualTo(new Expiry(OptionalInt.of(1), true));
    // 9 + 10 + 11 + 102 octets: without the two oldest 113 are left.
    assertThat(idsWith(store)).hasSize(2);
    assertThat(idsWith(new MaildirStore(environment("retention-size", "1")))).hasSize(1);
  }

  @Test
  void accountsMayHaveTimesOfTheirOwnAsFarAsThatIsAnnounced() {
    assertThat(retention("7", "30", "60")).isEqualTo(OptionalInt.of(60));
    assertThat(retention("7", "30", "10")).isEqualTo(OptionalInt.of(10));
    assertThat(retention("7", "30", "forever")).isEqualTo(OptionalInt.empty());
    // Not earlier than is announced.
    assertThat(retention("7", "30", "3")).isEqualTo(OptionalInt.of(7));
    // What can't be read removes nothing.
    assertThat(retention("7", "30", "soon")).isEqualTo(OptionalInt.empty());
  }

  private OptionalInt retention(String least, String usual, String own) {
    MaildirOptions options =
        environment("retention-least-days", least, "retention-days", usual).options();
    assertThat(options.expiry().days()).hasValue(Integer.parseInt(least));
    MaildropOwner owner = new MaildropOwner(new UserName("harish"), Map.of("retention-days", own));
    return options.retentionOf(owner).leastDays();
  }

  @Test
  void aSizeOfTheAccountsOwnIsHeededOnlyIfADayIsAnnounced() {
    MaildropOwner owner = new MaildropOwner(new UserName("harish"), Map.of("retention-size", "5M"));
    assertThat(environment().options().retentionOf(owner)).isEqualTo(Retention.FOREVER);
    assertThat(environment("retention-least-days", "1").options().retentionOf(owner).octets())
        .hasValue(5 << 20);
  }

  /** A clock that jumps must not take all mail with it. */
  @Test
  void aClockThatJumpsForwardRemovesNothing() throws Exception {
    deliver(START.minus(Duration.ofDays(1)), "mail");
    Path unfinished = Files.writeString(fixture.maildir.temporary().resolve("1.x"), "x");
    Files.setLastModifiedTime(unfinished, FileTime.from(START));
    MaildirEnvironment environment = environment("retention-days", "30");
    clock.jump(Duration.ofDays(4000));
    assertThat(idsWith(new MaildirStore(environment))).hasSize(1);
    clock.pass(Duration.ofDays(5));
    assertThat(idsWith(new MaildirStore(environment))).hasSize(1);
    clock.jump(Duration.ofDays(-8000));
    assertThat(idsWith(new MaildirStore(environment))).hasSize(1);
    assertThat(unfinished).exists();
    clock.jump(Duration.ofDays(4000));
    clock.pass(Duration.ofDays(40));
    assertThat(idsWith(new MaildirStore(environment))).isEmpty();
  }

  @Test
  void administrationExpiresWhatNobodyOpens() throws Exception {
    deliver(START.minus(Duration.ofDays(31)), "old");
    deliver(START.minus(Duration.ofDays(3)), "young");
    MaildirAdministration administration =
        new MaildirAdministration(environment("retention-days", "30"));
    assertThat(administration.expire(HARISH)).isEqualTo(1);
    assertThat(administration.expire(HARISH)).isZero();
    assertThat(administration.expire(MaildropOwner.of("nobody"))).isZero();
  }

  // ---- tmp

  /** MDIR-5. */
  @Test
  void unfinishedDeliveriesGoAfter36Hours() throws Exception {
    Path old = temporary("1.old", Duration.ofHours(37));
    Path young = temporary("2.young", Duration.ofHours(35));
    Path directory = Files.createDirectory(fixture.maildir.temporary().resolve("3.directory"));
    Files.setLastModifiedTime(directory, FileTime.from(START.minus(Duration.ofDays(100))));
    fixture.deliver("a\n");
    assertThat(idsWith(new MaildirStore(environment()))).hasSize(1);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(directory).exists();
  }

  private Path temporary(String name, Duration age) throws IOException {
    Path file = Files.writeString(fixture.maildir.temporary().resolve(name), "x");
    FileTime time = FileTime.from(START.minus(age));
    Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(time, time, time);
    return file;
  }

  // ---- Flags

  @Test
  void whatWasRetrievedIsMarkedAsSeenIfThatIsWanted() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    fixture.rename(fixture.deliver("2.b.host", "b\n"), "FT");
    fixture.rename(fixture.deliver("3.c.host", "c\n"), "S");
    fixture.deliver("4.d.host", "only begun\n");
    fixture.deliver("5.e.host", "sent from the file\n");
    fixture.deliver("6.f.host", "removed\n");
    Files.move(
        fixture.deliver("7.g.host", "of another kind\n"),
        fixture.maildir.current().resolve("7.g.host:1,x"));
    try (MaildropStore store = new MaildirStore(environment("mark-seen", "true"));
        Maildrop maildrop = store.open(HARISH, OpenContext.of("1"))) {
      for (int index : new int[] {0, 1, 2, 5, 6}) {
        content(maildrop, index);
      }
      try (MessageContent begun = maildrop.read(3)) {
        begun.read(ByteBuffer.allocate(3));
      }
      try (MessageContent sent = maildrop.read(4)) {
        assertThat(sent.file()).isPresent();
      }
      maildrop.commit(Deletions.of(5));
    }
    assertThat(fixture.files())
        .containsExactlyInAnyOrder(
            "cur/1.a.host:2,S",
            "cur/2.b.host:2,FST",
            "cur/3.c.host:2,S",
            "new/4.d.host",
            "cur/5.e.host:2,S",
            "cur/7.g.host:1,x");
    assertThat(fixture.idsOfNewSession()).hasSize(6).contains("1.a.host");
  }

  // ---- Sizes in names

  @Test
  void sizesInNamesAreBelievedIfThatIsWantedAndTheyArePlausible() throws Exception {
    fixture.deliver("1.right,S=4,W=6", "a\nb\n");
    fixture.deliver("2.openend,S=3,W=4", "a\nb");
    fixture.deliver("3.wrongfile,S=5,W=6", "a\nb\n");
    fixture.deliver("4.toosmall,S=4,W=3", "a\nb\n");
    fixture.deliver("5.toolarge,S=4,W=9", "a\nb\n");
    fixture.deliver("6.lie,S=4,W=5", "a\nb\n");
    fixture.deliver("7.empty,S=0,W=0", "");
    MaildirEnvironment environment = environment("trust-size-hints", "true");
    try (MaildropStore store = new MaildirStore(environment);
        Maildrop maildrop = store.open(HARISH, OpenContext.of("1"))) {
      assertThat(octets(maildrop)).containsExactly(6L, 6L, 6L, 6L, 6L, 5L, 0L);
      assertThat(content(maildrop, 0)).isEqualTo("a\nb\n");
      // A lie is found out before an octet is sent, and LIST is right the next time.
      assertThatThrownBy(() -> maildrop.read(5)).isInstanceOf(MaildropException.Temporary.class);
    }
    try (MaildropStore store = new MaildirStore(environment);
        Maildrop maildrop = store.open(HARISH, OpenContext.of("2"))) {
      assertThat(octets(maildrop)).containsExactly(6L, 6L, 6L, 6L, 6L, 6L, 0L);
      assertThat(content(maildrop, 5)).isEqualTo("a\nb\n");
    }
  }

  private static List<Long> octets(Maildrop maildrop) {
    return IntStream.range(0, maildrop.messages().count())
        .mapToObj(maildrop.messages()::octets)
        .toList();
  }

  // ---- Files that share a name

  @Test
  void twoNamesOfOneFileAreOneMessage() throws Exception {
    Path file = fixture.rename(fixture.deliver("1.a.host", "a\n"), "S");
    Files.createLink(fixture.maildir.fresh().resolve("1.a.host"), file);
    try (Maildrop maildrop = fixture.open()) {
      assertThat(ids(maildrop.messages())).containsExactly("1.a.host");
      maildrop.commit(Deletions.of(0));
    }
    assertThat(fixture.files()).isEmpty();
  }

  @Test
  void twoFilesOfOneNameAreTwoMessages() throws Exception {
    Path first = fixture.rename(fixture.deliver("1.a.host", "first\n"), "S");
    Files.setLastModifiedTime(first, FileTime.from(START));
    assertThat(fixture.idsOfNewSession()).containsExactly("1.a.host");
    Path second = fixture.rename(fixture.deliver("1.a.host", "second\n"), "F");
    assertThat(second).exists();
    fixture.deliver("1.a.host", "third\n");
    List<String> ids = fixture.idsOfNewSession();
    assertThat(ids).hasSize(3).doesNotHaveDuplicates().startsWith("1.a.host");
    try (Maildrop maildrop = fixture.open()) {
      assertThat(ids(maildrop.messages())).isEqualTo(ids);
      assertThat(content(maildrop, 0)).isEqualTo("first\n");
      assertThat(List.of(content(maildrop, 1), content(maildrop, 2)))
          .containsExactlyInAnyOrder("second\n", "third\n");
      maildrop.commit(Deletions.of(0));
    }
    assertThat(fixture.idsOfNewSession()).isEqualTo(ids.subList(1, 3));
  }

  /** The second one arrives where nothing else changed. */
  @Test
  void aTwinInTheOtherDirectoryIsNoticed() throws Exception {
    Path first = fixture.deliver("1.a.host", "first\n");
    Files.setLastModifiedTime(first, FileTime.from(START));
    fixture.settle();
    assertThat(fixture.idsOfNewSession()).hasSize(1);
    Files.writeString(fixture.maildir.current().resolve("1.a.host:2,S"), "second\n");
    assertThat(fixture.idsOfNewSession()).hasSize(2).doesNotHaveDuplicates();
  }

  /** The names of a journal may come from the maildir's owner, who is somebody else. */
  @Test
  void aJournalLeadsNowhereElse() throws Exception {
    Path secret = Files.writeString(root.resolve("secret"), "secret");
    fixture.deliver("1.a.host", "a\n");
    FileOperations files = new NioFileOperations();
    UpdateJournal journal = new UpdateJournal(files, fixture.maildir, Durability.NEVER);
    journal.write(Map.of("../../secret", 6L, "1.a.host", 2L));
    assertThat(journal.read()).isEmpty();
    assertThat(fixture.idsOfNewSession()).hasSize(1);
    assertThat(secret).exists();
  }

  @Test
  void aDamagedJournalRemovesNothing() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    UpdateJournal journal =
        new UpdateJournal(new NioFileOperations(), fixture.maildir, Durability.NEVER);
    journal.write(Map.of("1.a.host", 2L));
    byte[] octets = Files.readAllBytes(fixture.maildir.journal());
    for (int position = 0; position < octets.length; position++) {
      byte[] damaged = octets.clone();
      damaged[position] ^= 1;
      Files.write(fixture.maildir.journal(), damaged);
      assertThat(fixture.idsOfNewSession()).as("octet " + position).hasSize(1);
    }
    Files.write(fixture.maildir.journal(), octets);
    assertThat(fixture.idsOfNewSession()).isEmpty();
  }

  /** Against all rules a name is used again: what has another size is another message. */
  @Test
  void aJournalDoesNotRemoveAnotherMessageOfTheSameName() throws Exception {
    fixture.deliver("1.a.host", "another\n");
    new UpdateJournal(new NioFileOperations(), fixture.maildir, Durability.NEVER)
        .write(Map.of("1.a.host", 2L));
    assertThat(fixture.idsOfNewSession()).containsExactly("1.a.host");
  }
}
