package io.pop3.server.benchmarks.mail;

import java.util.Random;

/**
 * Maildrops of users {@code u1@name} to {@code uN@name}. Immutable; two sets of the same values are
 * the same octets, on every machine.
 *
 * @param name letters and digits; the domain of the users
 * @param users how many
 * @param messages how many each user has
 * @param sizes how big the messages are
 */
public record MailSet(String name, int users, int messages, SizeLaw sizes) {

  /** The password of everybody. */
  public static final String PASSWORD = "secret";

  private static final int ATTACHMENTS_FROM = 40_000;
  private static final double ATTACHMENT_SHARE = 0.75;
  private static final int HASH = 31;

  /**
   * 100 users with 50 small messages each.
   *
   * @param name the name
   * @return the set
   */
  public static MailSet small(String name) {
    return new MailSet(name, 100, 50, SizeLaw.fixed(2_000));
  }

  /**
   * 100 users with 20 messages each, as big as mail is.
   *
   * @return the set
   */
  public static MailSet mixed() {
    return new MailSet("mix", 100, 20, SizeLaw.mixed());
  }

  /**
   * 8 users with five messages of 10 MB each.
   *
   * @return the set
   */
  public static MailSet large() {
    return new MailSet("m10", 8, 5, SizeLaw.fixed(10_000_000));
  }

  /**
   * One user with very many small messages.
   *
   * @param messages how many
   * @return the set
   */
  public static MailSet crowded(int messages) {
    return new MailSet("big" + messages, 1, messages, SizeLaw.fixed(2_000));
  }

  /**
   * The same mail, more or less of it.
   *
   * @param count how many messages each user has
   * @return the set
   */
  public MailSet withMessages(int count) {
    return new MailSet(name, users, count, sizes);
  }

  /**
   * The name that a user logs in with.
   *
   * @param user 1 to {@link #users()}
   * @return the name
   */
  public String userName(int user) {
    return "u" + user + "@" + name;
  }

  /**
   * A message.
   *
   * @param user 1 to {@link #users()}
   * @param number 1 to {@link #messages()}, in the order of arrival
   * @return the message
   */
  public Message message(int user, int number) {
    Random random = new Random(((long) name.hashCode() * HASH + user) * 1_000_003 + number);
    long octets = sizes.next(random);
    boolean attachment = octets > ATTACHMENTS_FROM && random.nextDouble() < ATTACHMENT_SHARE;
    TextRing ring = attachment ? TextRing.BASE64 : TextRing.PROSE;
    return new Message(this, user, number, octets, ring, random.nextInt(ring.lines()));
  }
}
