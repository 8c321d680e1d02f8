package io.pop3.auth.file;

import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A users file to be read and edited by an administrator's program, also while a server uses it.
 *
 * <p>An edit changes the lines of one user; every other octet stays, comments, broken lines, line
 * ends and byte order mark included. It takes effect as a whole or not at all: the file is written
 * anew beside the old one, forced to the disk, and renamed. Owner and group are kept, permissions
 * become {@code 0600} or stay {@code 0640}. Of several programs that edit at once each waits for
 * the one before.
 *
 * <p>Safe for several threads. Calls block.
 */
public final class UsersFile {

  private final Path path;

  private UsersFile(Path path) {
    this.path = path;
  }

  /**
   * Names a users file; looks at nothing yet.
   *
   * @param path where it is, or is to be
   * @return the file
   */
  public static UsersFile at(Path path) {
    return new UsersFile(path);
  }

  /**
   * Where the file is.
   *
   * @return the path as given
   */
  public Path path() {
    return path;
  }

  /**
   * Reads the file. Weak schemes count, and the case of names does.
   *
   * @return its users, and what is wrong with it
   * @throws UsersFileException if it can't be read
   */
  public UsersFileContent read() throws UsersFileException {
    UsersText text;
    try {
      text = UsersText.of(FileContent.read(path).octets());
    } catch (IOException e) {
      throw unusable(e);
    }
    ReadingRules everything =
        new ReadingRules(Arrays.stream(PasswordScheme.values()).collect(Collectors.toSet()), false);
    UserDirectory directory = DirectoryReader.read(text, everything, new SecureRandom());
    return new UsersFileContent(
        directory.accounts().stream().map(UsersFile::entry).toList(), directory.problems());
  }

  private static UserEntry entry(Account account) {
    return new UserEntry(
        account.owner().name(),
        account.credentials().stream().map(Credential::scheme).toList(),
        account.owner().attributes(),
        account.isBarred());
  }

  /**
   * Adds a user without further fields, and creates the file if there is none.
   *
   * @param name the user's name, which nobody has yet
   * @param credentials from one to eight, with no scheme of {@code SCRAM-*} or {@code PLAIN} twice
   * @throws UsersFileException if the name isn't fit or is taken, or the file can't be changed; the
   *     file is as before
   * @throws IllegalArgumentException if the credentials are none or too many
   */
  public void add(UserName name, List<Credential> credentials) throws UsersFileException {
    addWithFields(name, credentials, "");
  }

  /**
   * Adds a user with a home directory, and creates the file if there is none.
   *
   * @param name the user's name, which nobody has yet
   * @param credentials from one to eight, with no scheme of {@code SCRAM-*} or {@code PLAIN} twice
   * @param home the home directory, without colons or control characters
   * @throws UsersFileException if the name or the home directory isn't fit, the name is taken, or
   *     the file can't be changed; the file is as before
   * @throws IllegalArgumentException if the credentials are none or too many
   */
  public void add(UserName name, List<Credential> credentials, String home)
      throws UsersFileException {
    boolean fit =
        !home.isEmpty() && home.chars().noneMatch(c -> c == ':' || Character.isISOControl(c));
    if (!fit) {
      throw new UsersFileException(
          path,
          "home directory: "
              + Printable.of(home)
              + " (expected: a path without colons or control characters)");
    }
    addWithFields(name, credentials, "::::" + home);
  }

  private void addWithFields(UserName name, List<Credential> credentials, String rest)
      throws UsersFileException {
    checkCredentials(credentials);
    String prepared = prepare(name);
    try {
      ExclusiveFile.createIfMissing(path);
    } catch (IOException e) {
      throw unusable(e);
    }
    edit(
        editor -> {
          if (editor.knows(prepared)) {
            throw new UsersFileException(
                path, "user: " + Printable.of(prepared) + " (expected: a new one)");
          }
          return editor.add(prepared, credentials, rest);
        });
  }

  /**
   * Gives a user other credentials in the place of all the old ones; the other fields of the user's
   * first line stay.
   *
   * @param name a user of the file
   * @param credentials from one to eight, with no scheme of {@code SCRAM-*} or {@code PLAIN} twice
   * @throws UsersFileException if there is no such user, or the file can't be changed; the file is
   *     as before
   * @throws IllegalArgumentException if the credentials are none or too many
   */
  public void setCredentials(UserName name, List<Credential> credentials)
      throws UsersFileException {
    checkCredentials(credentials);
    editLinesOf(name, (editor, prepared) -> editor.setCredentials(prepared, credentials));
  }

  /**
   * Removes all lines of a user.
   *
   * @param name a user of the file
   * @throws UsersFileException if there is no such user, or the file can't be changed; the file is
   *     as before
   */
  public void remove(UserName name) throws UsersFileException {
    editLinesOf(name, UsersTextEditor::remove);
  }

  private void editLinesOf(UserName name, UserEdit edit) throws UsersFileException {
    String prepared = prepare(name);
    if (Files.notExists(path)) {
      throw new UsersFileException(path, "does not exist");
    }
    edit(
        editor -> {
          if (!editor.knows(prepared)) {
            throw new UsersFileException(
                path, "user: " + Printable.of(prepared) + " (expected: one of the file)");
          }
          return edit.apply(editor, prepared);
        });
  }

  private void edit(FileEdit edit) throws UsersFileException {
    try (ExclusiveFile file = ExclusiveFile.open(path)) {
      UsersText old = UsersText.of(file.read());
      file.replace(edit.apply(new UsersTextEditor(old)).octets());
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private String prepare(UserName name) throws UsersFileException {
    if (!UserLine.isFitName(name.value())) {
      throw new UsersFileException(
          path,
          "user name: "
              + Printable.of(name.value())
              + " (expected: "
              + UserLine.NAME_EXPECTED
              + ")");
    }
    return Preparation.STORED.of(name.value()).orElseThrow();
  }

  private static void checkCredentials(List<Credential> credentials) {
    CredentialText.checkRange(
        "credentials", credentials.size(), 1, DirectoryReader.MAX_CREDENTIALS);
    List<PasswordScheme> singles =
        credentials.stream()
            .map(Credential::scheme)
            .filter(PasswordScheme::isOneForEachUser)
            .toList();
    if (singles.size() != Set.copyOf(singles).size()) {
      throw new IllegalArgumentException(
          "credentials: a scheme of SCRAM-* or PLAIN twice (expected: at most one of each)");
    }
  }

  private UsersFileException unusable(IOException e) {
    return new UsersFileException(path, UnusableFileException.reason(e), e);
  }

  /** A change of the file. */
  @FunctionalInterface
  private interface FileEdit {
    UsersText apply(UsersTextEditor editor) throws UsersFileException;
  }

  /** A change of one user's lines. */
  @FunctionalInterface
  private interface UserEdit {
    UsersText apply(UsersTextEditor editor, String name);
  }
}
