package io.pop3.auth.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersFileTest {

  private static final UserName HARISH = new UserName("harish");
  private static final UserName BOB = new UserName("bob");
  private static final Credential VEGETABLES = Credential.parse("{PLAIN}vegetables");
  private static final Credential FRUIT = Credential.parse("{PLAIN}fruit");

  @TempDir private Path directory;
  private Path path;
  private UsersFile file;

  @BeforeEach
  void prepare() {
    path = directory.resolve("users");
    file = UsersFile.at(path);
  }

  @Test
  void theFirstUserCreatesTheFileForItsOwnerAlone() throws Exception {
    file.add(HARISH, List.of(VEGETABLES));

    assertThat(path).hasContent("harish:{PLAIN}vegetables\n");
    assertThat(permissions()).isEqualTo("rw-------");
    assertThat(file.path()).isEqualTo(path);
  }

  @Test
  void aUserMayHaveAHomeAndSeveralCredentials() throws Exception {
    Credential scram = Samples.scram("vegetables");

    file.add(HARISH, List.of(VEGETABLES, scram), "/srv/mail/harish");

    assertThat(path)
        .hasContent("harish:{PLAIN}vegetables::::/srv/mail/harish\nharish:" + scram.field() + "\n");
    assertThat(file.read().users())
        .containsExactly(
            new UserEntry(
                HARISH,
                List.of(PasswordScheme.PLAIN, PasswordScheme.SCRAM_SHA_256),
                Map.of("home", "/srv/mail/harish"),
                false));
  }

  @Test
  void commentsAndOtherUsersStay() throws Exception {
    Files.writeString(
        path, windows("# ours", "alice:{PLAIN}a", "", "broken", "bob:{PLAIN}b::::/b"));

    file.add(HARISH, List.of(VEGETABLES));
    file.setCredentials(BOB, List.of(FRUIT));
    file.remove(new UserName("alice"));

    assertThat(Files.readString(path))
        .isEqualTo(
            windows(
                "# ours", "", "broken", "bob:{PLAIN}fruit::::/b", "harish:{PLAIN}vegetables", ""));
  }

  private static String windows(String... lines) {
    return String.join("\r\n", lines);
  }

  @Test
  void readingTellsUsersAndProblemsWithoutSecrets() throws Exception {
    Files.writeString(
        path,
        """
        harish:{PLAIN}vegetables:1000
        bob:{SSHA}vegetables
        gone:{PLAIN}x::::::nologin
        """);

    UsersFileContent content = file.read();

    assertThat(content.users())
        .containsExactly(
            new UserEntry(HARISH, List.of(PasswordScheme.PLAIN), Map.of("uid", "1000"), false),
            new UserEntry(BOB, List.of(), Map.of(), false),
            new UserEntry(new UserName("gone"), List.of(PasswordScheme.PLAIN), Map.of(), true));
    assertThat(content.problems())
        .containsExactly(new UsersFileProblem(2, "SSHA length in octets: 7 (expected: 21 to 84)"));
    assertThat(content.toString()).doesNotContain("vegetables");
  }

  @Test
  void aKnownUserIsNotAddedAgain() throws Exception {
    file.add(HARISH, List.of(VEGETABLES));

    assertThatThrownBy(() -> file.add(HARISH, List.of(FRUIT)))
        .isInstanceOf(UsersFileException.class)
        .hasMessage("users file " + path + ": user: \"harish\" (expected: a new one)");
    assertThat(path).hasContent("harish:{PLAIN}vegetables\n");
  }

  @Test
  void anUnknownUserIsNeitherChangedNorRemoved() throws Exception {
    file.add(HARISH, List.of(VEGETABLES));
    String message = "users file " + path + ": user: \"bob\" (expected: one of the file)";

    assertThatThrownBy(() -> file.remove(BOB)).hasMessage(message);
    assertThatThrownBy(() -> file.setCredentials(BOB, List.of(FRUIT))).hasMessage(message);
    assertThat(path).hasContent("harish:{PLAIN}vegetables\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "#a", " a", "a ", ":", "#"})
  void aNameThatWouldBreakTheFileIsRefused(String name) {
    assertThatThrownBy(() -> file.add(new UserName(name), List.of(VEGETABLES)))
        .isInstanceOf(UsersFileException.class)
        .hasMessageStartingWith("users file " + path + ": user name: \"" + name + "\" (expected: ");
    assertThat(path).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a:b", "/a\nharish:{PLAIN}owned"})
  void aHomeThatWouldBreakTheFileIsRefused(String home) {
    assertThatThrownBy(() -> file.add(HARISH, List.of(VEGETABLES), home))
        .isInstanceOf(UsersFileException.class)
        .hasMessageContaining("home directory: ");
    assertThat(path).doesNotExist();
  }

  @Test
  void credentialsThatCouldNotAllBeUsedAreRefused() {
    List<Credential> nine = IntStream.range(0, 9).mapToObj(i -> Samples.argon2id("p" + i)).toList();

    assertThatThrownBy(() -> file.add(HARISH, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("credentials: 0 (expected: 1 to 8)");
    assertThatThrownBy(() -> file.setCredentials(HARISH, nine))
        .hasMessage("credentials: 9 (expected: 1 to 8)");
    assertThatThrownBy(() -> file.add(HARISH, List.of(VEGETABLES, FRUIT)))
        .hasMessageContaining("PLAIN twice");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> file.read())
        .isInstanceOf(UsersFileException.class)
        .hasMessage("users file " + path + ": does not exist");
    assertThatThrownBy(() -> file.remove(HARISH))
        .hasMessage("users file " + path + ": does not exist");
    assertThatThrownBy(
            () -> UsersFile.at(directory.resolve("no/users")).add(HARISH, List.of(FRUIT)))
        .hasMessage("users file " + directory.resolve("no/users") + ": does not exist");
    assertThatThrownBy(() -> UsersFile.at(directory).remove(HARISH))
        .hasMessage("users file " + directory + ": is not a regular file");
  }

  @ParameterizedTest
  @CsvSource({
    "rw-------, rw-------",
    "rw-r-----, rw-r-----",
    "rw-rw-r--, rw-r-----",
    "rwxrwxrwx, rw-r-----",
    "r--------, rw-------"
  })
  void permissionsStayOrBecomeTighter(String before, String after) throws Exception {
    file.add(HARISH, List.of(VEGETABLES));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(before));
    assumeTrue(Files.isWritable(path), "this account must be able to lock the file");

    file.setCredentials(HARISH, List.of(FRUIT));

    assertThat(permissions()).isEqualTo(after);
  }

  /** Else an administrator's edit would lock the server out of its own users file. */
  @Test
  void theGroupStays() throws Exception {
    file.add(HARISH, List.of(VEGETABLES));
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    GroupPrincipal other;
    try {
      other =
          path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName("mail");
      view.setGroup(other);
    } catch (IOException e) {
      assumeTrue(false, "this account can't change groups");
      throw e;
    }

    file.setCredentials(HARISH, List.of(FRUIT));

    assertThat(
            Files.getFileAttributeView(path, PosixFileAttributeView.class).readAttributes().group())
        .isEqualTo(other);
  }

  @Test
  void aSymbolicLinkStaysAndItsTargetChanges() throws Exception {
    Path target = Files.createDirectory(directory.resolve("sub")).resolve("real");
    Files.writeString(target, "harish:{PLAIN}vegetables\n");
    Files.createSymbolicLink(path, target);

    file.setCredentials(HARISH, List.of(FRUIT));

    assertThat(path).isSymbolicLink();
    assertThat(target).hasContent("harish:{PLAIN}fruit\n");
  }

  @Test
  void nothingIsLeftBesideButTheLock() throws Exception {
    file.add(HARISH, List.of(VEGETABLES));
    assertThatThrownBy(() -> file.add(HARISH, List.of(FRUIT)))
        .isInstanceOf(UsersFileException.class);
    file.remove(HARISH);

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(path, directory.resolve(".users.lock"));
    }
    assertThat(path).isEmptyFile();
  }

  @Test
  void aRunningBackendSeesEveryEditAtOnce() throws Exception {
    file.add(HARISH, List.of(VEGETABLES));
    WatchedUsersFile users =
        WatchedUsersFile.open(path, Samples.ALL, Clock.systemUTC(), Samples.RANDOM);

    file.setCredentials(HARISH, List.of(FRUIT));
    assertThat(users.current().find("harish").orElseThrow().credentials()).containsExactly(FRUIT);
    file.add(BOB, List.of(FRUIT));
    assertThat(users.current().find("bob")).isPresent();
    file.remove(HARISH);
    assertThat(users.current().find("harish")).isEmpty();
  }

  @Test
  void editsOfSeveralThreadsAreAllKept() throws Exception {
    ExecutorService editors = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> edits = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        UserName name = new UserName("user" + i);
        edits.add(
            editors.submit(
                () -> {
                  UsersFile.at(path).add(name, List.of(VEGETABLES));
                  return name;
                }));
      }
      for (Future<?> edit : edits) {
        edit.get();
      }
    } finally {
      editors.shutdownNow();
    }
    assertThat(file.read().users()).hasSize(40);
    assertThat(file.read().problems()).isEmpty();
  }

  @Test
  void editsOfSeveralProcessesAreAllKept() throws Exception {
    List<Process> editors = new ArrayList<>();
    try {
      for (String prefix : List.of("a", "b")) {
        editors.add(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Editor.class.getName(),
                    path.toString(),
                    prefix)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(prefix + ".log").toFile())
                .start());
      }
      for (Process editor : editors) {
        assertThat(editor.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(editor.exitValue()).isZero();
      }
    } finally {
      editors.forEach(Process::destroyForcibly);
    }
    assertThat(file.read().users()).hasSize(2 * Editor.USERS);
    assertThat(file.read().problems()).isEmpty();
  }

  /** Another process that adds users. */
  static final class Editor {

    static final int USERS = 50;

    private Editor() {}

    public static void main(String[] arguments) throws UsersFileException {
      UsersFile file = UsersFile.at(new File(arguments[0]).toPath());
      for (int i = 0; i < USERS; i++) {
        file.add(new UserName(arguments[1] + i), List.of(VEGETABLES));
      }
    }
  }

  @Test
  void whatAnAdministratorSetsOpensTheMaildrop() throws Exception {
    file.add(HARISH, List.of(Samples.argon2id("vegetables")));

    UserDirectory users = Samples.read(Samples.STRONG, Files.readAllBytes(path));

    assertThat(users.find("harish").orElseThrow().credentials())
        .singleElement()
        .satisfies(credential -> assertThat(credential.matches(Secret.of("vegetables"))).isTrue());
  }

  private String permissions() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
