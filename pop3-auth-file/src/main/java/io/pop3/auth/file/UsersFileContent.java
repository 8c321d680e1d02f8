package io.pop3.auth.file;

import java.util.List;

/**
 * What a users file says, without secrets.
 *
 * @param users the users in the order of their first lines
 * @param problems what is wrong with lines, in the order of the lines
 */
public record UsersFileContent(List<UserEntry> users, List<UsersFileProblem> problems) {

  /** Copies the lists. */
  public UsersFileContent {
    users = List.copyOf(users);
    problems = List.copyOf(problems);
  }
}
