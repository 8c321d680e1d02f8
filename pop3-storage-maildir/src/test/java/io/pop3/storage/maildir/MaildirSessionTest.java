package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static io.pop3.storage.maildir.MaildirFixture.content;
import static io.pop3.storage.maildir.MaildirFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MessageContent;
import io.pop3.spi.maildrop.OpenContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions with real files, beside programs that rename, move and remove them. */
class MaildirSessionTest {

  @TempDir Path root;
  private MaildirFixture fixture;

  @BeforeEach
  void makeMaildir() throws IOException {
    fixture = new MaildirFixture(root);
  }

  /** Grammar 7.5, E-M-01 to E-M-21. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"|0",
        ".|3",
        "..|4",
        "\\r\\n|2",
        "\\n|2",
        "\\r|3",
        "a|3",
        "a\\n|3",
        "a\\r\\n|3",
        "a\\r|4",
        "a\\r\\r\\n|4",
        "\\r\\n.\\r\\n|5",
        ".\\r\\n.\\r\\n|6",
        "a\\n.\\nb|9",
        "a\\r.b\\r\\n|6",
        "\\0\\n|3",
        "H: x\\n\\n.\\n|11",
        "H: x\\r\\n|6",
        "a\\n.|6",
        "\u00FF\\n|3",
        "x\\n\\r\\ny|8"
      })
  void sizesAreThoseOfTheWireForm(String stored, long octets) throws Exception {
    String message = stored.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    fixture.deliver(message);
    for (int session = 0; session < 2; session++) {
      try (Maildrop maildrop = fixture.open()) {
        assertThat(maildrop.messages().octets(0)).isEqualTo(octets);
        assertThat(content(maildrop, 0)).isEqualTo(message);
      }
      fixture.settle();
    }
  }

  /** MDIR-4: a hint that lies does not reach LIST. */
  @ParameterizedTest
  @ValueSource(strings = {",S=1", ",W=1", ",S=4,W=400", ",S=99999999999999999999,W=x"})
  void wrongSizeHintsInNamesDoNotMatter(String hints) throws Exception {
    fixture.deliver("1.x.host" + hints, "a\nb\n");
    try (Maildrop maildrop = fixture.open()) {
      assertThat(maildrop.messages().octets(0)).isEqualTo(6);
    }
  }

  /** MDIR-1. */
  @Test
  void onlyRegularFilesThatAreNotHiddenAreMessages() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    fixture.deliver(".hidden", "b\n");
    Files.writeString(fixture.maildir.temporary().resolve("2.unfinished.host"), "c");
    Files.createDirectory(fixture.maildir.current().resolve("3.directory.host"));
    Files.createSymbolicLink(
        fixture.maildir.current().resolve("4.link.host"),
        fixture.maildir.fresh().resolve("1.a.host"));
    assertThat(fixture.idsOfNewSession()).containsExactly("1.a.host");
  }

  /** MDIR-2, 1939-UIDL-4. */
  @Test
  void flagsAndMovesChangeNeitherUniqueIdsNorOrder() throws Exception {
    Path first = fixture.deliver("5.a.host", "a\n");
    Path second = fixture.deliver("6.b.host", "b\n");
    List<String> ids = fixture.idsOfNewSession();
    fixture.rename(first, "S");
    assertThat(fixture.idsOfNewSession()).isEqualTo(ids).containsExactly("5.a.host", "6.b.host");
    fixture.rename(fixture.rename(second, "F"), "FRS");
    assertThat(fixture.idsOfNewSession()).isEqualTo(ids);
    Files.delete(fixture.maildir.index());
    assertThat(fixture.idsOfNewSession()).isEqualTo(ids);
  }

  /** MDIR-7, MD-11. */
  @Test
  void messagesStandInTheOrderOfTheirArrival() throws Exception {
    fixture.deliver("100.M9P1.host", "9\n");
    fixture.deliver("100.M10P1.host", "10\n");
    fixture.deliver("99.M11P1.host", "99\n");
    fixture.deliver("100.M10P0.host", "10\n");
    assertThat(fixture.idsOfNewSession())
        .containsExactly("99.M11P1.host", "100.M9P1.host", "100.M10P0.host", "100.M10P1.host");
    fixture.deliver("1.delivered.late", "x\n");
    assertThat(fixture.idsOfNewSession()).last().isEqualTo("1.delivered.late");
  }

  /** 1939-NUM-5, MD-12. */
  @Test
  void mailThatArrivesDuringASessionWaitsForTheNext() throws Exception {
    fixture.deliver("a\n");
    try (Maildrop maildrop = fixture.open()) {
      fixture.deliver("b\n");
      assertThat(maildrop.messages().count()).isEqualTo(1);
    }
    assertThat(fixture.idsOfNewSession()).hasSize(2);
  }

  @Test
  void mailIsSeenHoweverOftenTheMaildirWasUnchangedBefore() throws Exception {
    fixture.deliver("a\n");
    fixture.settle();
    assertThat(fixture.idsOfNewSession()).hasSize(1);
    assertThat(fixture.idsOfNewSession()).hasSize(1);
    fixture.deliver("b\n");
    assertThat(fixture.idsOfNewSession()).hasSize(2);
  }

  /** MDIR-2: RETR follows a renamed file. */
  @Test
  void readingFollowsFilesThatOthersRename() throws Exception {
    Path file = fixture.deliver("a\n");
    try (Maildrop maildrop = fixture.open()) {
      Path moved = fixture.rename(file, "S");
      assertThat(content(maildrop, 0)).isEqualTo("a\n");
      fixture.rename(moved, "RS");
      assertThat(content(maildrop, 0)).isEqualTo("a\n");
      assertThat(maildrop.commit(Deletions.of(0))).isEqualTo(new CommitResult(1, 0));
    }
    assertThat(fixture.files()).isEmpty();
  }

  /** A-29, MD-15, MD-21. */
  @Test
  void aMessageThatOthersRemoveCannotBeReadButCountsAsRemoved() throws Exception {
    Path file = fixture.deliver("a\n");
    fixture.deliver("b\n");
    try (Maildrop maildrop = fixture.open()) {
      Files.delete(file);
      assertThatThrownBy(() -> maildrop.read(0))
          .isInstanceOf(MaildropException.Temporary.class)
          .hasMessageContaining("removed by others");
      assertThat(maildrop.messages().octets(0)).isEqualTo(3);
      assertThat(maildrop.commit(Deletions.of(0, 1))).isEqualTo(new CommitResult(1, 1));
    }
  }

  /** 1939-UPD-1, MD-18. */
  @Test
  void commitRemovesExactlyTheMarked() throws Exception {
    for (int i = 0; i < 5; i++) {
      fixture.deliver(i + ".m.host", i + "\n");
    }
    try (Maildrop maildrop = fixture.open()) {
      maildrop.commit(Deletions.of(1, 3));
    }
    assertThat(fixture.files()).containsExactly("new/0.m.host", "new/2.m.host", "new/4.m.host");
    assertThat(fixture.idsOfNewSession()).containsExactly("0.m.host", "2.m.host", "4.m.host");
  }

  /** 1939-UPD-6, MD-24. */
  @Test
  void closingWithoutCommitRemovesNothing() throws Exception {
    fixture.deliver("a\n");
    fixture.open().close();
    assertThat(fixture.files()).hasSize(1);
  }

  @Test
  void aMessageThatIsWrittenToDuringASessionIsNotServedWithAWrongSize() throws Exception {
    Path file = fixture.deliver("a\n");
    try (Maildrop maildrop = fixture.open()) {
      Files.writeString(file, "other\n");
      assertThatThrownBy(() -> maildrop.read(0))
          .isInstanceOf(MaildropException.Temporary.class)
          .hasMessageContaining("7 octets (expected: 3)");
    }
    try (Maildrop maildrop = fixture.open()) {
      assertThat(maildrop.messages().octets(0)).isEqualTo(7);
      assertThat(content(maildrop, 0)).isEqualTo("other\n");
    }
  }

  /** 1939-LOCK-1, A-28, MD-01, MD-02. */
  @Test
  void anOpenMaildirIsBusyForEveryOtherStore() throws Exception {
    try (Maildrop maildrop = fixture.open()) {
      assertThatThrownBy(fixture::open)
          .isInstanceOf(MaildropException.Busy.class)
          .hasMessageContaining("session test");
      assertThat(maildrop.messages().count()).isZero();
    }
    fixture.open().close();
  }

  @Test
  void aMaildirIsOneHoweverItIsReached() throws Exception {
    Files.createSymbolicLink(root.resolve("alias"), fixture.maildir.root());
    try (Maildrop maildrop = fixture.open();
        MaildropStore store = fixture.store()) {
      assertThatThrownBy(() -> store.open(MaildropOwner.of("alias"), OpenContext.of("other")))
          .isInstanceOf(MaildropException.Busy.class);
      assertThat(maildrop.messages().count()).isZero();
    }
  }

  /** MD-04. */
  @Test
  void aUserWithoutMaildirHasAnEmptyMaildropAndNothingIsMade() throws Exception {
    try (MaildropStore store = fixture.store()) {
      MaildropOwner nobody = MaildropOwner.of("nobody");
      try (Maildrop maildrop = store.open(nobody, OpenContext.of("1"))) {
        assertThat(maildrop.messages().count()).isZero();
        assertThatThrownBy(() -> store.open(nobody, OpenContext.of("2")))
            .isInstanceOf(MaildropException.Busy.class);
        maildrop.commit(Deletions.none());
      }
    }
    assertThat(root.resolve("nobody")).doesNotExist();
  }

  @Test
  void aMaildirIsMadeIfThatIsWanted() throws Exception {
    try (MaildropStore store = fixture.store("create", "true");
        Maildrop maildrop = store.open(MaildropOwner.of("somebody"), OpenContext.of("1"))) {
      assertThat(maildrop.messages().count()).isZero();
      assertThat(root.resolve("somebody/new")).isDirectory();
      assertThat(root.resolve("somebody/cur")).isDirectory();
      assertThat(root.resolve("somebody/tmp")).isDirectory();
    }
  }

  /** MD-27, MD-28. */
  @Test
  void messagesThatAreInWireFormSaySo() throws Exception {
    fixture.deliver("1.a", "a\r\n\r\nb\r\n");
    fixture.deliver("2.b", "a\n");
    fixture.deliver("3.c", "a\r\n.\r\n");
    for (int session = 0; session < 2; session++) {
      try (Maildrop maildrop = fixture.open()) {
        for (int index = 0; index < 3; index++) {
          try (MessageContent content = maildrop.read(index)) {
            assertThat(content.isWireReady()).isEqualTo(index == 0);
            assertThat(content.file().orElseThrow().size()).isPositive();
          }
        }
      }
      fixture.settle();
    }
  }

  /** MDIR-6, MD-13. */
  @Test
  void readingChangesNoMessageFile() throws Exception {
    Path file = fixture.deliver("a\nb");
    var before = Files.getLastModifiedTime(file);
    try (Maildrop maildrop = fixture.open()) {
      content(maildrop, 0);
      maildrop.commit(Deletions.none());
    }
    assertThat(fixture.files()).containsExactly("new/" + file.getFileName());
    assertThat(Files.readString(file)).isEqualTo("a\nb");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
  }

  /** 1939-UIDL-3, A-23. */
  @Test
  void oddNamesGetUniqueIdsOfTheirOwn() throws Exception {
    String longName = "1".repeat(71);
    fixture.deliver(longName, "a\n");
    fixture.deliver("2 with space", "b\n");
    fixture.deliver("~3", "c\n");
    Files.write(FileName.of("4\u00E4\u00FF").in(fixture.maildir.fresh()), new byte[] {'d', '\n'});
    List<String> ids = fixture.idsOfNewSession();
    assertThat(ids).hasSize(4).doesNotHaveDuplicates().allMatch(id -> id.matches("~[-_\\w]{43}"));
    Files.delete(fixture.maildir.index());
    try (Maildrop maildrop = fixture.open()) {
      assertThat(ids(maildrop.messages())).isEqualTo(ids);
      for (int index = 0; index < 4; index++) {
        assertThat(content(maildrop, index)).hasSize(2);
      }
      maildrop.commit(Deletions.of(0, 1, 2, 3));
    }
    assertThat(fixture.files()).isEmpty();
  }

  @Test
  void aStoreThatIsClosedOpensNothing() {
    MaildropStore store = fixture.store();
    store.close();
    store.close();
    assertThatThrownBy(() -> store.open(HARISH, OpenContext.of("1")))
        .isInstanceOf(IllegalStateException.class);
  }
}
