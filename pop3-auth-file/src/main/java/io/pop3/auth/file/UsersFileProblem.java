package io.pop3.auth.file;

/**
 * Something in a users file that costs its user a credential or the login. Holds no secrets.
 *
 * @param line the number of the line, from 1
 * @param message what is wrong and what was expected
 */
public record UsersFileProblem(int line, String message) {

  @Override
  public String toString() {
    return "line " + line + ": " + message;
  }
}
