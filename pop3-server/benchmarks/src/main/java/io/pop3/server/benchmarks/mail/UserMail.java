package io.pop3.server.benchmarks.mail;

import org.jspecify.annotations.Nullable;

/** What one user was sent, made when first asked for and kept. Not safe for several threads. */
public final class UserMail {

  private final MailSet set;
  private final int user;
  private final @Nullable Message[] made;
  private long octets = -1;

  /**
   * The mail of a user.
   *
   * @param set the set
   * @param user 1 to the set's number of users
   */
  public UserMail(MailSet set, int user) {
    this.set = set;
    this.user = user;
    this.made = new Message[set.messages()];
  }

  /**
   * The name to log in with.
   *
   * @return the name
   */
  public String userName() {
    return set.userName(user);
  }

  /**
   * How many messages there are.
   *
   * @return the number
   */
  public int messages() {
    return set.messages();
  }

  /**
   * What STAT should say.
   *
   * @return the sizes of all messages together
   */
  public long octets() {
    if (octets < 0) {
      octets = 0;
      for (int number = 1; number <= set.messages(); number++) {
        octets += set.message(user, number).wireOctets();
      }
    }
    return octets;
  }

  Message message(int number) {
    Message message = made[number - 1];
    if (message == null) {
      message = set.message(user, number);
      made[number - 1] = message;
    }
    return message;
  }
}
