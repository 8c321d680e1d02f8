package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.UniqueId;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropAdministration;
import io.pop3.spi.maildrop.MaildropAdministration.Entry;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line shows and finds. */
class MaildirAdministrationTest {

  @TempDir Path root;
  private MaildirFixture fixture;
  private MaildropAdministration administration;

  @BeforeEach
  void makeMaildir() throws IOException {
    fixture = new MaildirFixture(root);
    fixture.rename(fixture.deliver("1.a.host", "a\n"), "S");
    fixture.deliver("2.b.host", "b\nb\n");
    administration = new MaildirStoreFactory().administration(fixture.context()).orElseThrow();
  }

  @Test
  void messagesAreListedWithTheirPlaces() throws Exception {
    assertThat(administration.list(HARISH))
        .containsExactly(
            new Entry(new UniqueId("1.a.host"), 3, "cur/1.a.host:2,S"),
            new Entry(new UniqueId("2.b.host"), 6, "new/2.b.host"));
    assertThat(administration.list(MaildropOwner.of("nobody"))).isEmpty();
  }

  @Test
  void aMaildirThatIsWellHasNoProblems() throws Exception {
    Files.writeString(fixture.maildir.quotaSums(), "100S\n6 2\n");
    assertThat(administration.verify(HARISH)).isEmpty();
    assertThat(administration.verify(HARISH)).isEmpty();
    assertThat(administration.verify(MaildropOwner.of("nobody"))).isEmpty();
  }

  @Test
  void problemsAreToldWithValueAndExpectation() throws Exception {
    fixture.settle();
    fixture.idsOfNewSession();
    Files.writeString(fixture.maildir.fresh().resolve("2.b.host"), "longer than before\n");
    fixture.settle();
    Files.writeString(fixture.maildir.quotaSums(), "100S\n99 2\n");
    List<String> problems = administration.verify(HARISH);
    assertThat(problems).anyMatch(p -> p.contains("2.b.host") && p.contains("wireOctets=20"));
    assertThat(problems).anyMatch(p -> p.contains("maildirsize: 99 octets"));
    Files.writeString(fixture.maildir.quotaSums(), "100S\nninety nine\n");
    assertThat(administration.verify(HARISH)).anyMatch(p -> p.contains("two numbers"));
  }

  @Test
  void aSessionKeepsAdministrationOut() throws Exception {
    try (Maildrop maildrop = fixture.open()) {
      assertThatThrownBy(() -> administration.list(HARISH))
          .isInstanceOf(MaildropException.Busy.class);
      assertThatThrownBy(() -> administration.importUniqueIds(HARISH, "dovecot"))
          .isInstanceOf(MaildropException.Busy.class);
      assertThat(maildrop.messages().count()).isEqualTo(2);
    }
    assertThat(administration.uniqueIdSources()).contains("dovecot", "courier");
  }

  @Test
  void nothingIsTakenOverForAMissingMaildir() {
    assertThatThrownBy(() -> administration.importUniqueIds(MaildropOwner.of("nobody"), "courier"))
        .isInstanceOf(MaildropException.class)
        .hasMessageContaining("nobody");
  }
}
