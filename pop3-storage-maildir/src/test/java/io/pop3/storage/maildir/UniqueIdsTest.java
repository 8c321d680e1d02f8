package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static io.pop3.storage.maildir.MaildirFixture.ids;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropAdministration.ImportReport;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropStore;
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

/**
 * Unique-ids of other servers, and how they outlive the loss of files (1939-UIDL-3 to -7, A-23).
 */
class UniqueIdsTest {

  @TempDir Path root;
  private MaildirFixture fixture;
  private MaildirAdministration administration;

  @BeforeEach
  void makeMaildir() throws IOException {
    fixture = new MaildirFixture(root);
    administration = new MaildirAdministration(fixture.environment(new NioFileOperations()));
  }

  private Path uidList(String... lines) throws IOException {
    return Files.writeString(
        fixture.maildir.root().resolve("dovecot-uidlist"), String.join("\n", lines) + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "%08Xu%08Xv, 0000002a4d7c6d00",
    "%08Xv%08Xu, 4d7c6d000000002a",
    "%v.%u, 1300000000.42",
    "%v-%u, 1300000000-42",
    "%u, 42",
    "%f, '1.a.host,S=2'",
    "%g, '1.a.host,S=2'",
    "%Mf, f64436c67c9ee8fdf4e204bd1f30d295",
    "UID%u-%v, UID42-1300000000",
    "%%%u, %42",
    "%XUv, 4D7C6D00",
    "%{uid}.%{uidvalidity}, 42.1300000000",
    "%{uid | hex(8)}%{uidvalidity | hex(8)}, 0000002a4d7c6d00",
    "%{uidvalidity|hex|upper}, 4D7C6D00",
    "%{filename}, '1.a.host,S=2'"
  })
  void dovecotsFormatsAreUnderstood(String format, String id) throws Exception {
    fixture.rename(fixture.deliver("1.a.host,S=2", "a\n"), "S");
    uidList("3 V1300000000 N43 G0123456789abcdef0123456789abcdef", "42 :1.a.host,S=2:2,");
    assertThat(administration.importUniqueIds(HARISH, "dovecot:" + format))
        .isEqualTo(new ImportReport(1, List.of()));
    assertThat(fixture.idsOfNewSession()).containsExactly(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%m", "%", "%x", "%{uid", "%{name}", "%{uid | sha1}", "%08"})
  void otherFormatsAreRefused(String format) {
    assertThatThrownBy(() -> administration.importUniqueIds(HARISH, "dovecot:" + format))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("%08Xu%08Xv");
    assertThatThrownBy(() -> administration.importUniqueIds(HARISH, "cyrus"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("courier");
  }

  @Test
  void anEntrysOwnUniqueIdWins() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    fixture.deliver("2.b.host", "b\n");
    fixture.deliver("3.c.host", "c\n");
    fixture.deliver("4.d.host", "d\n");
    uidList(
        "3 V9 N5",
        "1 W3 S2 Pold-id :1.a.host",
        "2 P :2.b.host",
        "3 Gf00 :3.c.host",
        "4 :4.gone.host",
        "7 :4.d.host:2,FS",
        "8 :4.unfinis");
    administration.importUniqueIds(HARISH, "dovecot:%g");
    assertThat(fixture.idsOfNewSession()).containsExactly("old-id", "2.b.host", "f00", "4.d.host");
  }

  @Test
  void aFormatInDovecotsFileWinsOverTheConfiguredOne() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    uidList("3 V9 N5 P%v-%u", "1 :1.a.host");
    administration.importUniqueIds(HARISH, "dovecot");
    assertThat(fixture.idsOfNewSession()).containsExactly("9-1");
  }

  @Test
  void theFirstVersionOfDovecotsFileIsUnderstood() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    uidList("1 9 5", "3 1.a.host:2,S");
    administration.importUniqueIds(HARISH, "dovecot:%v.%u");
    assertThat(fixture.idsOfNewSession()).containsExactly("9.3");
  }

  @Test
  void couriersFileIsUnderstood() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    fixture.deliver("2.b host", "b\n");
    fixture.deliver("3.c+'.host", "c\n");
    fixture.deliver("4.d.host", "d\n");
    Files.writeString(
        fixture.maildir.root().resolve("courierpop3dsizelist"),
        """
        /3 5 1199999999
        1.a.host:2,S 3 1:1199999999:0
        2.b host 3 2:1199999998
        3.c+'.host 3 0:0
        4.d.host 3 4
        5.gone.host 9 5:1199999999:0
        """);
    assertThat(administration.importUniqueIds(HARISH, "courier").imported()).isEqualTo(4);
    assertThat(fixture.idsOfNewSession())
        .containsExactly("UID1-1199999999", "UID2-1199999998", "3.c+2B+27.host", "UID4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2 V1 N1", "3", "3 N1", "3 Vx", "hello", "3 V1\n1 :a\nx :b", "3 V1\n1"})
  void filesThatAreNotDovecotsAreRefusedAndChangeNothing(String text) throws Exception {
    fixture.deliver("1.a.host", "a\n");
    uidList(text);
    assertThatThrownBy(() -> administration.importUniqueIds(HARISH, "dovecot"))
        .isInstanceOf(MaildropException.Permanent.class)
        .hasMessageContaining("dovecot-uidlist line");
    assertThat(fixture.maildir.uniqueIds()).doesNotExist();
    assertThat(fixture.idsOfNewSession()).containsExactly("1.a.host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1 2", "/9 1 2", "/3 1 2\nx"})
  void filesThatAreNotCouriersAreRefused(String text) throws Exception {
    Files.writeString(fixture.maildir.root().resolve("courierpop3dsizelist"), text + "\n");
    assertThatThrownBy(() -> administration.importUniqueIds(HARISH, "courier"))
        .isInstanceOf(MaildropException.Permanent.class)
        .hasMessageContaining("courierpop3dsizelist line");
  }

  @Test
  void aMissingFileIsSaid() {
    assertThatThrownBy(() -> administration.importUniqueIds(HARISH, "dovecot"))
        .isInstanceOf(MaildropException.class)
        .hasMessageContaining("dovecot-uidlist");
  }

  /** unique-ids are unique, whatever another server thought of that. */
  @Test
  void noUniqueIdIsGivenTwice() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    fixture.deliver("2.b.host", "b\n");
    fixture.deliver("3.c.host", "c\n");
    fixture.deliver("4.d.host", "d\n");
    fixture.deliver("5.e.host", "e\n");
    uidList(
        "3 V9 N5",
        "1 Psame :1.a.host",
        "2 Psame :2.b.host",
        "3 P1.a.host :3.c.host",
        "4 P\u00E4 :4.d.host",
        "5 P~x :5.e.host");
    ImportReport report = administration.importUniqueIds(HARISH, "dovecot");
    assertThat(report.imported()).isEqualTo(1);
    assertThat(report.problems()).hasSize(4).allMatch(problem -> problem.contains("expected"));
    assertThat(fixture.idsOfNewSession())
        .containsExactly("same", "2.b.host", "3.c.host", "4.d.host", "5.e.host");
  }

  /** MD-10: not even for a message whose file is called like a unique-id that was given. */
  @Test
  void aUniqueIdThatWasGivenStaysTaken() throws Exception {
    Path first = fixture.deliver("1.a.host", "a\n");
    uidList("3 V9 N5", "1 Ptaken :1.a.host");
    administration.importUniqueIds(HARISH, "dovecot");
    assertThat(fixture.idsOfNewSession()).containsExactly("taken");
    Files.delete(first);
    fixture.deliver("taken", "b\n");
    List<String> ids = fixture.idsOfNewSession();
    assertThat(ids).hasSize(1).doesNotContain("taken");
    Files.delete(fixture.maildir.index());
    assertThat(fixture.idsOfNewSession()).isEqualTo(ids);
  }

  @Test
  void toTakeOverAgainDoesNoHarmAndMendsAWrongFormat() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    uidList("3 V9 N5", "1 :1.a.host");
    administration.importUniqueIds(HARISH, "dovecot:%u");
    assertThat(fixture.idsOfNewSession()).containsExactly("1");
    administration.importUniqueIds(HARISH, "dovecot:%v.%u");
    assertThat(fixture.idsOfNewSession()).containsExactly("9.1");
    administration.importUniqueIds(HARISH, "dovecot:%v.%u");
    assertThat(fixture.idsOfNewSession()).containsExactly("9.1");
  }

  /** Either file can be lost. */
  @Test
  void importedUniqueIdsOutliveTheLossOfAFile() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    fixture.deliver("2.b.host", "b\n");
    uidList("3 V9 N5", "1 :1.a.host");
    administration.importUniqueIds(HARISH, "dovecot:%v.%u");
    List<String> ids = fixture.idsOfNewSession();
    assertThat(ids).containsExactly("9.1", "2.b.host");

    Files.delete(fixture.maildir.index());
    assertThat(fixture.idsOfNewSession()).isEqualTo(ids);

    Files.delete(fixture.maildir.uniqueIds());
    assertThat(fixture.idsOfNewSession()).isEqualTo(ids);
    assertThat(fixture.maildir.uniqueIds()).exists();

    byte[] text = Files.readAllBytes(fixture.maildir.uniqueIds());
    for (int position = 0; position < text.length; position++) {
      byte[] damaged = text.clone();
      damaged[position] ^= 1;
      Files.write(fixture.maildir.uniqueIds(), damaged);
      fixture.deliver("3.M" + position + "P1.host", "c\n");
      assertThat(fixture.idsOfNewSession()).startsWith("9.1", "2.b.host");
    }
    Files.delete(fixture.maildir.index());
    assertThat(fixture.idsOfNewSession()).startsWith("9.1", "2.b.host");
  }

  /** Better no mail for an hour than all mail twice. */
  @Test
  void theLossOfBothIsSaidAndNoUniqueIdIsMadeUp() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    uidList("3 V9 N5", "1 :1.a.host");
    administration.importUniqueIds(HARISH, "dovecot:%v.%u");
    assertThat(fixture.idsOfNewSession()).containsExactly("9.1");
    Files.delete(fixture.maildir.index());
    Files.writeString(fixture.maildir.uniqueIds(), "pop3d-ids 1\nhalf of i");
    assertThatThrownBy(fixture::open)
        .isInstanceOf(MaildropException.Permanent.class)
        .hasMessageContaining("pop3d-ids")
        .hasMessageContaining("backup");
    administration.importUniqueIds(HARISH, "dovecot:%v.%u");
    assertThat(fixture.idsOfNewSession()).containsExactly("9.1");
  }

  @Test
  void atFirstOpeningUniqueIdsAreTakenOverIfThatIsConfigured() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    uidList("3 V9 N5", "1 :1.a.host");
    String[] options = {"import-unique-ids", "dovecot", "dovecot-uidl-format", "%v.%u"};
    for (int session = 0; session < 2; session++) {
      try (MaildropStore store = fixture.store(options);
          Maildrop maildrop = store.open(HARISH, OpenContext.of("1"))) {
        assertThat(ids(maildrop.messages())).containsExactly("9.1");
      }
    }
  }

  @Test
  void aMaildirInUseKeepsItsUniqueIdsWhateverIsConfiguredLater() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    uidList("3 V9 N5", "1 :1.a.host");
    assertThat(fixture.idsOfNewSession()).containsExactly("1.a.host");
    try (MaildropStore store = fixture.store("import-unique-ids", "dovecot");
        Maildrop maildrop = store.open(HARISH, OpenContext.of("1"))) {
      assertThat(ids(maildrop.messages())).containsExactly("1.a.host");
    }
  }

  @Test
  void aFirstOpeningWithABrokenListIsRefusedRatherThanMadeUp() throws Exception {
    fixture.deliver("1.a.host", "a\n");
    uidList("garbage");
    try (MaildropStore store = fixture.store("import-unique-ids", "dovecot")) {
      assertThatThrownBy(() -> store.open(HARISH, OpenContext.of("1")))
          .isInstanceOf(MaildropException.Permanent.class)
          .hasMessageContaining("dovecot-uidlist line 1");
    }
    assertThat(fixture.maildir.index()).doesNotExist();
  }

  @Test
  void oddNamesSurviveTheFileOfUniqueIds() throws Exception {
    Path odd = FileName.of("1.\u00E4 b%c").in(fixture.maildir.fresh());
    Files.writeString(odd, "a\n");
    Files.write(
        fixture.maildir.root().resolve("dovecot-uidlist"),
        "3 V9 N5\n1 :1.\u00E4 b%c\n".getBytes(ISO_8859_1));
    administration.importUniqueIds(HARISH, "dovecot:%v.%u");
    assertThat(fixture.idsOfNewSession()).containsExactly("9.1");
  }
}
