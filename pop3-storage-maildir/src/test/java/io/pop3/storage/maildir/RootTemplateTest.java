package io.pop3.storage.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.UserName;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where maildirs are, and that no name leads elsewhere (MD-05). */
class RootTemplateTest {

  private static final Path BASE = Path.of("/etc/pop3d");

  private static Path resolve(String template, String name) throws MaildropException {
    return RootTemplate.parse(template, BASE).resolve(MaildropOwner.of(name));
  }

  @ParameterizedTest
  @CsvSource({
    "/var/mail/%d/%n/Maildir, harish@example.org, /var/mail/example.org/harish/Maildir",
    "/var/mail/%u, harish@example.org, /var/mail/harish@example.org",
    "/var/mail/%u, harish, /var/mail/harish",
    "/var/mail/%n, harish, /var/mail/harish",
    "mail/%u, harish, /etc/pop3d/mail/harish",
    "/%d/%n, a@b@c, /c/a@b",
    "/100%%/u-%u.d/x, a, /100%/u-a.d/x",
    "/var/mail/%u/, a, /var/mail/a"
  })
  void variablesStandForPartsOfTheName(String template, String name, Path expected)
      throws MaildropException {
    assertThat(resolve(template, name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/var/mail", "/var/%d", "/%x", "/%", "/a/%n%d", "/../%u", "/x%h/%u"})
  void templatesThatGiveNoPlaceToEachUserAreRefused(String template) {
    assertThatThrownBy(() -> RootTemplate.parse(template, BASE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "/m/%u, ..",
    "/m/%u, .",
    "/m/%u, a/b",
    "/m/%u, ../x",
    "/m/%u, /etc",
    "/m/%u, a\\b",
    "/m/%d/%n, harish",
    "/m/%n, harish@example.org",
    "/m/%d/%n, @example.org",
    "/m/%d/%n, harish@",
    "/m/%d/%n, ..@example.org",
    "/m/%d/%n, harish@..",
    "/m/%d/%n, harish@a/b",
    "/m/.%n, .",
    "%h/Maildir, harish"
  })
  void namesWithoutAPlaceOfTheirOwnAreRefused(String template, String name) {
    assertThatThrownBy(() -> resolve(template, name))
        .isInstanceOf(MaildropException.Permanent.class)
        .hasMessageContaining(name)
        .hasMessageContaining("expected");
  }

  @Test
  void namesTooLongForAFileAreRefused() throws MaildropException {
    assertThat(resolve("/m/%u", "x".repeat(255))).isNotNull();
    assertThatThrownBy(() -> resolve("/m/u-%u", "x".repeat(254)))
        .isInstanceOf(MaildropException.Permanent.class)
        .hasMessageContaining("255 octets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bob", "b\u00F6B", "\u212Aarl", "\uFF42ob", "bo\u0308b"})
  void spellingsOfOneNameAreRefusedWhereTheFileSystemMixesThemUp(String name) {
    RootTemplate template = RootTemplate.parse("/m/%u", BASE).foldingCase();
    assertThatThrownBy(() -> template.resolve(MaildropOwner.of(name)))
        .isInstanceOf(MaildropException.Permanent.class);
  }

  @Test
  void theHomeOfTheAccountMayLead() throws MaildropException {
    RootTemplate template = RootTemplate.parse("%h/Maildir", BASE);
    assertThat(template.resolve(owner("/home/harish"))).isEqualTo(Path.of("/home/harish/Maildir"));
    assertThat(template.fixedDirectory()).isEmpty();
    for (String home : new String[] {"home/harish", "/home/../etc", "", "."}) {
      assertThatThrownBy(() -> template.resolve(owner(home)))
          .isInstanceOf(MaildropException.Permanent.class);
    }
  }

  private static MaildropOwner owner(String home) {
    return new MaildropOwner(new UserName("harish"), Map.of(MaildropOwner.HOME, home));
  }

  @Test
  void theFixedDirectoryEndsBeforeTheFirstVariable() {
    assertThat(RootTemplate.parse("/var/mail/%d/x/%n", BASE).fixedDirectory())
        .contains(Path.of("/var/mail"));
    assertThat(RootTemplate.parse("mail/%u", BASE).fixedDirectory()).contains(BASE.resolve("mail"));
  }

  @Property
  void everyPlaceLiesBelowTheRootAndBelongsToOneName(
      @ForAll("names") String one, @ForAll("names") String other) {
    for (String template : new String[] {"/m/%u/x", "/m/%d/%n", "/m/%n", "/m/x%d/y%n.z"}) {
      Path place = placeOrRoot(template, one);
      assertThat(place.normalize()).isEqualTo(place);
      assertThat(place.startsWith("/m")).isTrue();
      if (!one.equals(other) && !place.equals(Path.of("/m"))) {
        assertThat(place).isNotEqualTo(placeOrRoot(template, other));
      }
    }
  }

  private static Path placeOrRoot(String template, String name) {
    try {
      return resolve(template, name);
    } catch (MaildropException.Permanent e) {
      return Path.of("/m");
    } catch (MaildropException e) {
      throw new AssertionError(e);
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("ab.@/-xyz%~\u00E4 ").ofMinLength(1).ofMaxLength(6);
  }
}
