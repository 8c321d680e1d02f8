package io.pop3.auth.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.spi.maildrop.MaildropOwner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryReaderTest {

  private static final ReadingRules PLAIN_ALLOWED =
      new ReadingRules(Set.of(PasswordScheme.PLAIN), false);

  @Test
  void commentsAndBlankLinesSayNothing() {
    UserDirectory directory =
        Samples.read(
            PLAIN_ALLOWED, "# mail users", "", "   ", "\t", "  # indented", "alice:{PLAIN}a", "");

    assertThat(names(directory)).containsExactly("alice");
    assertThat(directory.problems()).isEmpty();
  }

  @Test
  void windowsLineEndsByteOrderMarkAndMissingFinalNewlineAreTolerated() {
    byte[] octets =
        "\uFEFFalice:{PLAIN}a\r\n# comment\r\n\r\nbob:{PLAIN}b".getBytes(StandardCharsets.UTF_8);

    UserDirectory directory = Samples.read(PLAIN_ALLOWED, octets);

    assertThat(directory.problems()).isEmpty();
    assertThat(opens(directory, "alice", "a")).isTrue();
    assertThat(opens(directory, "bob", "b")).isTrue();
  }

  @Test
  void anEmptyFileHasNoUsersAndIsNoProblem() {
    UserDirectory directory = Samples.read(Samples.STRONG, new byte[0]);

    assertThat(directory.accounts()).isEmpty();
    assertThat(directory.problems()).isEmpty();
  }

  @Test
  void fieldsBehindThePasswordBecomeAttributes() {
    UserDirectory directory =
        Samples.read(
            PLAIN_ALLOWED,
            "alice:{PLAIN}a:1000:100:Alice A.:/srv/mail/alice:/bin/false:userdb_mail=maildir:~/M"
                + "  userdb_quota_rule=*:storage=1G nodelay userdb_flag",
            "bob:{PLAIN}b::::/srv/mail/bob",
            "carol:{PLAIN}c:1001");

    assertThat(owner(directory, "alice").attributes())
        .isEqualTo(
            Map.of(
                "uid",
                "1000",
                "gid",
                "100",
                "gecos",
                "Alice A.",
                MaildropOwner.HOME,
                "/srv/mail/alice",
                "shell",
                "/bin/false",
                "mail",
                "maildir:~/M",
                "quota_rule",
                "*:storage=1G",
                "flag",
                "yes"));
    assertThat(owner(directory, "bob").attributes())
        .isEqualTo(Map.of(MaildropOwner.HOME, "/srv/mail/bob"));
    assertThat(owner(directory, "carol").attributes()).isEqualTo(Map.of("uid", "1001"));
    assertThat(directory.problems()).isEmpty();
  }

  @Test
  void anExtraFieldWinsOverTheFieldOfItsName() {
    UserDirectory directory =
        Samples.read(PLAIN_ALLOWED, "alice:{PLAIN}a::::/old::userdb_home=/new");

    assertThat(owner(directory, "alice").attributes())
        .isEqualTo(Map.of(MaildropOwner.HOME, "/new"));
  }

  @Test
  void anyOfSeveralCredentialsOpensTheMaildrop() {
    String scram = Samples.scram("second").field();
    UserDirectory directory =
        Samples.read(
            PLAIN_ALLOWED,
            "alice:{PLAIN}first:1000:100::/home/alice",
            "bob:{PLAIN}b",
            "alice:" + scram,
            Samples.line("alice", "third") + "::::::",
            Samples.line("alice", "fourth") + ":1000:100::/home/alice");

    assertThat(directory.problems()).isEmpty();
    for (String password : List.of("first", "second", "third", "fourth")) {
      assertThat(opens(directory, "alice", password)).as(password).isTrue();
    }
    assertThat(opens(directory, "alice", "b")).isFalse();
    assertThat(owner(directory, "alice").attributes()).containsEntry("home", "/home/alice");
    assertThat(account(directory, "alice").plainPassword()).isPresent();
    assertThat(account(directory, "alice").scramVerifier(ScramHash.SHA_256)).isPresent();
    assertThat(account(directory, "alice").scramVerifier(ScramHash.SHA_1)).isEmpty();
  }

  @Test
  void aFurtherLineWithOtherFieldsIsLeftOut() {
    UserDirectory directory =
        Samples.read(
            PLAIN_ALLOWED,
            "alice:{PLAIN}a::::/home/alice",
            Samples.line("alice", "second") + "::::/home/bob");

    assertThat(problems(directory))
        .containsExactly(
            "line 2: fields behind the password: not those of line 1, the user's first (expected:"
                + " the same or none)");
    assertThat(opens(directory, "alice", "second")).isFalse();
    assertThat(owner(directory, "alice").attributes()).containsEntry("home", "/home/alice");
  }

  @Test
  void duplicatesAreReportedAndCountOnce() {
    String scram = Samples.scram("a").field();
    UserDirectory directory =
        Samples.read(
            PLAIN_ALLOWED,
            "alice:{PLAIN}a",
            "alice:{PLAIN}a",
            "alice:{PLAIN}b",
            "alice:" + scram,
            "alice:" + Samples.scram("b").field());

    assertThat(problems(directory))
        .containsExactly(
            "line 2: user \"alice\": credential: that of line 1",
            "line 3: user \"alice\": scheme: a second credential of PLAIN, whose exchanges can use"
                + " one alone",
            "line 5: user \"alice\": scheme: a second credential of SCRAM-SHA-256, whose exchanges"
                + " can use one alone");
    assertThat(opens(directory, "alice", "a")).isTrue();
    assertThat(opens(directory, "alice", "b")).isFalse();
  }

  @Test
  void aUserHasAtMostEightCredentials() {
    String[] lines = new String[9];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = Samples.line("alice", "password" + i);
    }

    UserDirectory directory = Samples.read(Samples.STRONG, lines);

    assertThat(problems(directory))
        .containsExactly("line 9: user \"alice\": credentials: one more (expected: at most 8)");
    assertThat(opens(directory, "alice", "password7")).isTrue();
    assertThat(opens(directory, "alice", "password8")).isFalse();
  }

  @Test
  void aBrokenLineIsReportedWithItsNumberAndCostsItsUserAlone() {
    UserDirectory directory =
        Samples.read(
            PLAIN_ALLOWED,
            "alice:{PLAIN}a",
            "just a name",
            ":{PLAIN}nobody",
            "bob:{SSHA}!!!",
            "carol:",
            " dave:{PLAIN}d",
            "erin\u0007:{PLAIN}e",
            "frank:{PLAIN}f\u0007",
            "grace:{PLAIN}g:1000:100::/home\0/grace",
            "zoe:{PLAIN}z");

    assertThat(problems(directory))
        .extracting(problem -> problem.substring(0, problem.indexOf(": ", 9)))
        .containsExactly(
            "line 2: line",
            "line 3: user name",
            "line 4: SSHA hash",
            "line 5: password field",
            "line 6: user name",
            "line 7: user name",
            "line 8: password",
            "line 9: fields behind the password");
    assertThat(opens(directory, "alice", "a")).isTrue();
    assertThat(opens(directory, "zoe", "z")).isTrue();
    assertThat(account(directory, "grace").isUsable()).isFalse();
    assertThat(account(directory, "bob").isUsable()).isFalse();
  }

  @Test
  void aBrokenCredentialLeavesTheUserTheOthers() {
    UserDirectory directory =
        Samples.read(PLAIN_ALLOWED, "alice:{SSHA}!!!:1000:100::/home/alice", "alice:{PLAIN}a");

    assertThat(directory.problems()).hasSize(1);
    assertThat(opens(directory, "alice", "a")).isTrue();
    assertThat(owner(directory, "alice").attributes()).containsEntry("home", "/home/alice");
  }

  /** The line might have held a restriction: better no login than a forbidden one. */
  @Test
  void aLineThatIsNotUtf8BarsItsUser() {
    byte[] octets =
        "alice:{PLAIN}a\nalice:\u00ff::::::nologin\nbob:{PLAIN}b\n\u00ff:{PLAIN}c\n"
            .getBytes(StandardCharsets.ISO_8859_1);

    UserDirectory directory = Samples.read(PLAIN_ALLOWED, octets);

    assertThat(problems(directory))
        .containsExactly(
            "line 2: text: not UTF-8 (expected: UTF-8)",
            "line 4: text: not UTF-8 (expected: UTF-8)");
    assertThat(account(directory, "alice").isUsable()).isFalse();
    assertThat(opens(directory, "bob", "b")).isTrue();
    assertThat(names(directory)).containsExactly("alice", "bob");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allow_nets=192.0.2.0/24",
        "allow_real_nets=local",
        "noauthenticate",
        "nopassword",
        "proxy",
        "proxy_maybe=y",
        "user=bob"
      })
  void whatDovecotWouldRefuseOrRedirectIsRefused(String extra) {
    UserDirectory directory =
        Samples.read(
            PLAIN_ALLOWED, "alice:{PLAIN}a::::::userdb_mail=x " + extra, "alice:" + second());

    assertThat(account(directory, "alice").isUsable()).isFalse();
    assertThat(problems(directory))
        .singleElement()
        .asString()
        .startsWith("line 1: extra field " + extra.replaceAll("=.*", "") + ": not supported");
  }

  @Test
  void nologinIsTheWayToDisableAUserAndNoProblem() {
    UserDirectory directory = Samples.read(PLAIN_ALLOWED, "alice:{PLAIN}a::::::nologin");

    assertThat(account(directory, "alice").isUsable()).isFalse();
    assertThat(directory.problems()).isEmpty();
  }

  @Test
  void weakSchemesAreOffUnlessAllowed() {
    String[] lines = {
      "alice:{PLAIN}a::::/home/alice",
      "bob:{SSHA}tHHSBJR6UXwtBFP7I1kUFJvVbPxzYWx0",
      "alice:" + second()
    };

    UserDirectory strict = Samples.read(Samples.STRONG, lines);
    UserDirectory lenient = Samples.read(Samples.ALL, lines);

    assertThat(problems(strict))
        .containsExactly(
            "line 1: user \"alice\": scheme: PLAIN is weak (expected: a strong one, or PLAIN in"
                + " weak-schemes)",
            "line 2: user \"bob\": scheme: SSHA is weak (expected: a strong one, or SSHA in"
                + " weak-schemes)");
    assertThat(opens(strict, "alice", "a")).isFalse();
    assertThat(opens(strict, "alice", "second")).isTrue();
    assertThat(owner(strict, "alice").attributes()).containsEntry("home", "/home/alice");
    assertThat(account(strict, "bob").isUsable()).isFalse();
    assertThat(lenient.problems()).isEmpty();
    assertThat(opens(lenient, "alice", "a")).isTrue();
    assertThat(opens(lenient, "bob", "vegetables")).isTrue();
  }

  @Test
  void caseOfNamesCountsUnlessTold() {
    UserDirectory exact = Samples.read(PLAIN_ALLOWED, "Alice:{PLAIN}a", "alice:{PLAIN}b");
    ReadingRules ignoring = new ReadingRules(Set.of(PasswordScheme.PLAIN), true);
    UserDirectory folded = Samples.read(ignoring, "Alice:{PLAIN}a", "alice:{PLAIN}b");

    assertThat(opens(exact, "Alice", "a")).isTrue();
    assertThat(opens(exact, "alice", "b")).isTrue();
    assertThat(exact.find("ALICE")).isEmpty();
    // Two users must not become one with two passwords.
    assertThat(problems(folded))
        .containsExactly(
            "line 2: user name: the same as that of line 1 but for its spelling (expected: one"
                + " spelling)");
    assertThat(opens(folded, "ALICE", "a")).isTrue();
    assertThat(opens(folded, "alice", "b")).isFalse();
    // AU-07
    assertThat(owner(folded, "aLiCe").name().value()).isEqualTo("Alice");
  }

  @Test
  void anUnknownUserCostsWhatATypicalUserDoes() {
    UserDirectory directory =
        Samples.read(
            Samples.ALL,
            "odd:{PLAIN}x",
            Samples.line("alice", "a"),
            "alice:" + Samples.scram("a").field(),
            Samples.line("bob", "b"),
            "bob:" + Samples.scram("b").field());

    List<String> typical = account(directory, "alice").work();
    List<Credential> checked = directory.credentialsToCheck(directory.find("nobody"));

    assertThat(typical).hasSize(2);
    assertThat(checked).extracting(Credential::work).isEqualTo(typical);
    assertThat(checked).noneMatch(decoy -> decoy.matches(Secret.of("a")));
  }

  @Test
  void withoutUsersAnUnknownUserCostsTheDefaultHash() {
    UserDirectory directory = Samples.read(Samples.STRONG, "");

    assertThat(directory.credentialsToCheck(directory.find("nobody")))
        .extracting(Credential::work)
        .containsExactly("$argon2id$v=19$m=65536,t=3,p=1");
  }

  @Test
  void aUserWithoutUsableCredentialCostsLikeAnUnknownOne() {
    UserDirectory directory =
        Samples.read(Samples.STRONG, "alice:{PLAIN}a", Samples.line("bob", "b"));

    assertThat(directory.credentialsToCheck(directory.find("alice")))
        .isEqualTo(directory.credentialsToCheck(directory.find("nobody")))
        .isNotEmpty();
  }

  @Test
  void scramIsCommonIfEveryUsableUserHasAVerifier() {
    String scram = Samples.scram("a").field();

    assertThat(Samples.read(Samples.ALL, "").commonScramHashes()).isEmpty();
    assertThat(Samples.read(Samples.ALL, "a:" + scram).commonScramHashes())
        .containsExactly(ScramHash.SHA_256);
    assertThat(
            Samples.read(Samples.ALL, "a:" + scram, "off:{PLAIN}x::::::nologin", "broken:")
                .commonScramHashes())
        .containsExactly(ScramHash.SHA_256);
    assertThat(Samples.read(Samples.ALL, "a:" + scram, "b:{PLAIN}x").commonScramHashes()).isEmpty();
  }

  private static String second() {
    return Samples.argon2id("second").field();
  }

  private static List<String> problems(UserDirectory directory) {
    return directory.problems().stream().map(UsersFileProblem::toString).toList();
  }

  private static List<String> names(UserDirectory directory) {
    return directory.accounts().stream().map(a -> a.owner().name().value()).toList();
  }

  private static Account account(UserDirectory directory, String name) {
    return directory.find(name).orElseThrow();
  }

  private static MaildropOwner owner(UserDirectory directory, String name) {
    return account(directory, name).owner();
  }

  private static boolean opens(UserDirectory directory, String name, String password) {
    return directory
        .find(name)
        .filter(Account::isUsable)
        .map(Account::credentials)
        .orElse(List.of())
        .stream()
        .anyMatch(credential -> credential.matches(Secret.of(password)));
  }
}
